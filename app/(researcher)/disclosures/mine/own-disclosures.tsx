"use client";

import { ShieldQuestion } from "lucide-react";
import type { Address } from "viem";
import { AppLink } from "@/app/_components/app-link.tsx";
import { DisclosureTable } from "@/app/_components/disclosures/disclosure-table.tsx";
import { Trouble } from "@/app/_components/register/trouble.tsx";
import { EmptyState } from "@/app/_components/ui/empty-state.tsx";
import { Skeleton } from "@/app/_components/ui/skeleton.tsx";
import { RequireWallet } from "@/app/_components/wallet/require-wallet.tsx";
import { useChainTime } from "@/app/_hooks/use-chain-time.ts";
import { useDisclosures } from "@/app/_hooks/use-feed.ts";
import { TakeBackDialog } from "./take-back-dialog.tsx";

/** What the visitor disclosed, each with the way to take it back. */
export const OwnDisclosures = () => (
  <RequireWallet why="Only the account that revealed something can take it back.">
    {(account) => <DisclosuresOf account={account} />}
  </RequireWallet>
);

function DisclosuresOf({ account }: { account: Address }) {
  const found = useDisclosures({ researcher: account });
  const now = useChainTime();
  if (found.isPending) return <Skeleton className="h-64" />;
  if (!found.data) return <Trouble what="The list of your disclosures" />;
  if (found.data.items.length === 0)
    return (
      <EmptyState icon={ShieldQuestion} title="This account has revealed nothing">
        <AppLink href="/disclosures/file" className="link">
          Disclose something
        </AppLink>
      </EmptyState>
    );
  return (
    <DisclosureTable disclosures={found.data.items} now={now ?? 0} action={(disclosure) => <TakeBackDialog disclosure={disclosure} />} />
  );
}
