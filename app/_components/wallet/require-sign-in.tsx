"use client";

import { LockKeyhole } from "lucide-react";
import type { ReactNode } from "react";
import type { Address } from "viem";
import { Button } from "@/app/_components/ui/button.tsx";
import { EmptyState } from "@/app/_components/ui/empty-state.tsx";
import { Skeleton } from "@/app/_components/ui/skeleton.tsx";
import { useSession } from "@/app/_hooks/use-session.ts";
import { ProblemNotice } from "./problem-notice.tsx";

type Props = { account: Address; why: string /** See RequireWallet. */; heading?: ReactNode; children: ReactNode };

/** Shows its content to the owner of the wallet, proved by a signature; a connected wallet alone proves nothing to a server. */
export function RequireSignIn({ account, why, heading, children }: Props) {
  const { isSignedIn, isLoading, error, signIn } = useSession(account);
  if (isLoading) return <Skeleton className="h-40 w-full" />;
  if (error) return <ProblemNotice error={error} />;
  if (isSignedIn) return children;
  return (
    <div className="flex flex-col gap-4">
      {heading}
      <EmptyState
        icon={LockKeyhole}
        title="Sign in with your wallet"
        action={
          <Button size="lg" disabled={signIn.isPending} onClick={() => signIn.mutate()}>
            {signIn.isPending ? "Waiting for your wallet" : "Sign in"}
          </Button>
        }
      >
        {why} It is one signature; it costs nothing and changes nothing in the register.
      </EmptyState>
      {signIn.error ? <ProblemNotice error={signIn.error} /> : null}
    </div>
  );
}
