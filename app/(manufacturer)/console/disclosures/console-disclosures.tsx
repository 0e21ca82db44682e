"use client";

import { ShieldQuestion } from "lucide-react";
import { DisclosureTable } from "@/app/_components/disclosures/disclosure-table.tsx";
import { Trouble } from "@/app/_components/register/trouble.tsx";
import { EmptyState } from "@/app/_components/ui/empty-state.tsx";
import { Skeleton } from "@/app/_components/ui/skeleton.tsx";
import { useChainTime } from "@/app/_hooks/use-chain-time.ts";
import { useDisclosures } from "@/app/_hooks/use-feed.ts";
import { useConsole } from "../_components/console-context.ts";
import { AnswerDialog } from "./answer-dialog.tsx";
import { DemandDialog, JudgeDialog } from "./regulator-dialogs.tsx";

/** A maker's own disclosures, to be answered; everybody's for a regulator. */
export function ConsoleDisclosures() {
  const { organization, may } = useConsole();
  const isRegulator = organization.kind === "regulator";
  const found = useDisclosures(isRegulator ? {} : { org: `${organization.id}` });
  const now = useChainTime();
  if (found.isPending) return <Skeleton className="h-64" />;
  if (!found.data) return <Trouble what="The list of disclosures" />;
  if (found.data.items.length === 0)
    return (
      <EmptyState
        icon={ShieldQuestion}
        title={isRegulator ? "Nobody has disclosed anything" : "Nobody has disclosed anything about your models"}
      >
        Whoever finds a hole in a model, or that its security declaration is not kept, can disclose it. Then the maker has a week to answer.
      </EmptyState>
    );
  const speaks = may("recall-release");
  const acts = speaks && (isRegulator ? !organization.suspended : organization.kind === "manufacturer");
  return (
    <>
      {speaks ? null : (
        <p className="mb-5 text-sm leading-relaxed">
          Your key may not speak for the organisation; it takes one with the right to release recalls.
        </p>
      )}
      <DisclosureTable
        disclosures={found.data.items}
        now={now ?? 0}
        action={
          acts
            ? (disclosure) =>
                isRegulator ? (
                  <div className="flex gap-2">
                    <JudgeDialog disclosure={disclosure} regulator={organization.id} />
                    <DemandDialog disclosure={disclosure} regulator={organization.id} />
                  </div>
                ) : (
                  <AnswerDialog disclosure={disclosure} />
                )
            : undefined
        }
      />
    </>
  );
}
