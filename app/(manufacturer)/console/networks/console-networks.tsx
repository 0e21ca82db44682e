"use client";

import { Network } from "lucide-react";
import { EmptyState } from "@/app/_components/ui/empty-state.tsx";
import { useConsole } from "../_components/console-context.ts";
import { ImportTests } from "./import-tests.tsx";
import { OwnNetworks } from "./own-networks.tsx";
import { OwnObservations } from "./own-observations.tsx";

/** What observers and operators of networks write to the register. */
export function ConsoleNetworks() {
  const { organization, may } = useConsole();
  const { kind, suspended } = organization;
  if (kind !== "observer" && kind !== "network-operator")
    return (
      <EmptyState icon={Network} title="Only for observers and operators of networks">
        Observers record what their tests found; operators answer for the networks that governance says are theirs.
      </EmptyState>
    );
  if (!may("networks") || suspended)
    return (
      <EmptyState icon={Network} title={suspended ? "Your organisation is suspended" : "Your key may not speak about networks"}>
        {suspended
          ? "Until governance lifts the suspension, it records and says nothing."
          : "The organisation's admin can give it that right under Keys."}
      </EmptyState>
    );
  if (kind === "observer")
    return (
      <div className="flex flex-col gap-6">
        <ImportTests key={organization.id} />
        <OwnObservations observer={organization.id} />
      </div>
    );
  return (
    <>
      <p className="mb-4 max-w-prose leading-relaxed">
        You answer for the networks that governance has assigned to you. What you say stands beside what observers found, and never in its
        place.
      </p>
      <OwnNetworks operator={organization.id} />
    </>
  );
}
