"use client";

import { LockKeyhole } from "lucide-react";
import type { ReactNode } from "react";
import type { Address } from "viem";
import { Button } from "@/app/_components/ui/button.tsx";
import { EmptyState } from "@/app/_components/ui/empty-state.tsx";
import { Skeleton } from "@/app/_components/ui/skeleton.tsx";
import { useSignerWord } from "@/app/_components/wallet/signer-word.tsx";
import { useSession } from "@/app/_hooks/use-session.ts";
import { ProblemNotice } from "./problem-notice.tsx";

type Props = {
  account: Address;
  why: string;
  /** Stands above what is shown in place of the content, where the content brings the page's heading. */
  heading?: ReactNode;
  /** The content is one part of a page: the question takes a line, not the page. */
  isPart?: boolean;
  children: ReactNode;
};

/** Shows its content to the owner of the wallet, proved by a signature; a connected wallet alone proves nothing to a server. */
export function RequireSignIn({ account, why, heading, isPart = false, children }: Props) {
  const signer = useSignerWord();
  const { isSignedIn, isLoading, error, signIn } = useSession(account);
  if (isLoading) return <Skeleton className={isPart ? "h-20" : "h-40"} />;
  if (error) return <ProblemNotice error={error} />;
  if (isSignedIn) return children;
  const button = (
    <Button size={isPart ? "md" : "lg"} disabled={signIn.isPending} onClick={() => signIn.mutate()}>
      {signIn.isPending ? `Waiting for your ${signer}` : "Sign in"}
    </Button>
  );
  return (
    <div className="flex flex-col gap-4">
      {heading}
      {isPart ? (
        <div className="flex flex-wrap items-center gap-x-4 gap-y-3 rounded-lg border border-line-strong/60 border-dashed px-4 py-4">
          <LockKeyhole className="size-5 shrink-0 text-ink-soft" strokeWidth={1.5} aria-hidden />
          <p className="min-w-0 flex-1 basis-64 text-sm leading-snug">
            {why} Sign in with your {signer} to see them.
          </p>
          {button}
        </div>
      ) : (
        <EmptyState icon={LockKeyhole} title={`Sign in with your ${signer}`} action={button}>
          {why} It is one signature; it costs nothing and changes nothing in the register.
        </EmptyState>
      )}
      {signIn.error ? <ProblemNotice error={signIn.error} /> : null}
    </div>
  );
}
