"use client";

import { Network } from "lucide-react";
import { EmptyState } from "@/app/_components/ui/empty-state.tsx";
import { RequireSignIn } from "@/app/_components/wallet/require-sign-in.tsx";
import { useConsole } from "../_components/console-context.ts";
import { ApiKeys } from "./api-keys.tsx";
import { WeekCounts } from "./week-counts.tsx";

/** Keys for an operator's programs, and what came of its reports. */
export function AbuseConsole() {
  const { account, organization, may } = useConsole();
  if (organization.kind !== "network-operator" || !may("networks"))
    return (
      <EmptyState icon={Network} title="Only for who speaks for a network">
        Reports are handed in by operators of networks, by keys with the right to speak for them.
      </EmptyState>
    );
  return (
    <RequireSignIn account={account} why="Keys and counts are for your organisation only.">
      <div className="flex flex-col gap-6">
        <ApiKeys key={`keys ${organization.id}`} org={organization.id} account={account} />
        <WeekCounts key={`week ${organization.id}`} org={organization.id} account={account} />
      </div>
    </RequireSignIn>
  );
}
