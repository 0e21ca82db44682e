"use client";

import { Wallet } from "lucide-react";
import type { ReactNode } from "react";
import type { Address } from "viem";
import { useSwitchChain } from "wagmi";
import { Alert } from "@/app/_components/ui/alert.tsx";
import { Button } from "@/app/_components/ui/button.tsx";
import { EmptyState } from "@/app/_components/ui/empty-state.tsx";
import { Skeleton } from "@/app/_components/ui/skeleton.tsx";
import { useConfig } from "@/app/_hooks/use-config.ts";
import { useConnectDialog, useWallet } from "@/app/_hooks/use-wallet.ts";
import { MusterError } from "@/lib/domain/errors.ts";
import { ProblemNotice } from "./problem-notice.tsx";

type Props = {
  /** What the visitor gets by connecting, as a sentence. */
  why: string;
  /** Shown while the earlier connection is looked for; the size of what is coming. */
  fallback?: ReactNode;
  /** Stands above what is shown in place of the content, where the content brings the page's heading. */
  heading?: ReactNode;
  children: (address: Address) => ReactNode;
};

/** Shows its content to a visitor with a wallet on the right network, and everybody else the way there. */
export function RequireWallet({ why, fallback, heading, children }: Props) {
  const wallet = useWallet();
  const { setConnectOpen } = useConnectDialog();
  if (wallet.status === "unknown") return fallback ?? <Skeleton className="h-40 w-full" />;
  if (wallet.status === "ready") return children(wallet.address);
  return (
    <>
      {heading}
      {wallet.status === "wrong-chain" ? (
        <WrongChain actual={wallet.chainId} />
      ) : (
        <EmptyState
          icon={Wallet}
          title="Connect a wallet"
          action={
            <Button size="lg" onClick={() => setConnectOpen(true)}>
              Connect a wallet
            </Button>
          }
        >
          {why}
        </EmptyState>
      )}
    </>
  );
}

/** Says on which network the wallet is, and offers to change that. */
function WrongChain({ actual }: { actual: number }) {
  const { chainId } = useConfig();
  const change = useSwitchChain();
  const problem = new MusterError("wrong-chain", { actual, expected: chainId });
  return (
    <div className="flex flex-col gap-4">
      {change.error ? <ProblemNotice error={change.error} /> : null}
      <Alert tone="warning" title={problem.message}>
        <p>{problem.why}</p>
        <Button size="sm" className="mt-3" disabled={change.isPending} onClick={() => change.mutate({ chainId })}>
          {change.isPending ? "Waiting for the wallet" : "Switch network"}
        </Button>
      </Alert>
    </div>
  );
}
