"use client";

import { Scale } from "lucide-react";
import { Trouble } from "@/app/_components/register/trouble.tsx";
import { EmptyState } from "@/app/_components/ui/empty-state.tsx";
import { Skeleton } from "@/app/_components/ui/skeleton.tsx";
import { useRecoveries } from "@/app/_hooks/use-feed.ts";
import { useConsole } from "../_components/console-context.ts";
import { Dispute } from "./dispute.tsx";

/** Every claim to a device of the organisation's that has an owner. */
export function Disputes() {
  const { organization, may } = useConsole();
  const found = useRecoveries(organization.id);
  if (found.isPending) return <Skeleton className="h-64" />;
  if (!found.data) return <Trouble what="The list of disputes" />;
  if (found.data.length === 0)
    return (
      <EmptyState icon={Scale} title="Nobody disputes a device of yours">
        Whoever has the box or the device itself can claim a device that has an owner. Where the owner objects, it comes here.
      </EmptyState>
    );
  return (
    <>
      {may("titles") ? null : (
        <p className="mb-5 text-sm leading-relaxed">Your key may not award titles; it takes one with that right. See Keys.</p>
      )}
      <ul className="flex flex-col gap-5">
        {found.data.map((device) => (
          <li key={device.id}>
            <Dispute device={device} />
          </li>
        ))}
      </ul>
    </>
  );
}
