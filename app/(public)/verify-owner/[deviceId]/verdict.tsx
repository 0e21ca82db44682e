"use client";

import { useQuery } from "@tanstack/react-query";
import type { Hex } from "viem";
import { AppLink } from "@/app/_components/app-link.tsx";
import { QueriesProvider } from "@/app/_components/queries-provider.tsx";
import { UnitFlags } from "@/app/_components/register/unit-flags.tsx";
import { Alert } from "@/app/_components/ui/alert.tsx";
import { Copy } from "@/app/_components/ui/copy.tsx";
import { Skeleton } from "@/app/_components/ui/skeleton.tsx";
import { ProblemNotice } from "@/app/_components/wallet/problem-notice.tsx";
import { useConfig } from "@/app/_hooks/use-config.ts";
import { useDevice } from "@/app/_hooks/use-feed.ts";
import { useStored } from "@/app/_hooks/use-stored.ts";
import { chainClient } from "@/app/_lib/chain-client.ts";
import { formatCount } from "@/app/_lib/format.ts";
import { checkOwnership } from "@/lib/chain/check-ownership.ts";
import { ANSWER_SECONDS, type OwnershipQuestion, ownershipStatement } from "@/lib/domain/ownership-proof.ts";
import { askedHere } from "./asked-here.ts";

type Props = { question: OwnershipQuestion; signature: Hex };

/** What an answer is worth, from the chain itself. Loaded when there is an answer to judge. */
export default function Verdict(props: Props) {
  return (
    <QueriesProvider>
      <Judged {...props} />
    </QueriesProvider>
  );
}

function Judged({ question, signature }: Props) {
  const config = useConfig();
  const { chainId, contracts } = config;
  const device = useDevice(question.device);
  const [asked] = useStored(askedHere(question));
  const isLate = Date.now() / 1000 > question.askedAt + ANSWER_SECONDS;
  const check = useQuery({
    queryKey: ["ownership", question, signature],
    enabled: asked !== null && !isLate,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
    queryFn: () =>
      checkOwnership(chainClient(config), contracts.Devices, {
        device: question.device,
        statement: ownershipStatement(chainId, contracts.Devices, question),
        signature,
      }),
  });
  const again = (
    <p className="mt-2">
      <a href={`/verify-owner/${question.device}`} className="link">
        Ask anew
      </a>
    </p>
  );
  if (asked === null)
    return (
      <Alert tone="danger" title="You did not ask this question here, so the answer shows nothing.">
        <p>It may have been given to somebody else before. Ask yourself, in this browser.</p>
        {again}
      </Alert>
    );
  if (isLate)
    return (
      <Alert tone="warning" title="The answer came too late.">
        <p>It is good for {ANSWER_SECONDS / 60} minutes from the question.</p>
        {again}
      </Alert>
    );
  if (check.error) return <ProblemNotice error={check.error} />;
  if (!check.data) return <Skeleton className="h-40 w-full" />;
  const { isOwner, owner, block } = check.data;
  if (!isOwner)
    return (
      <Alert tone="danger" title="This is not the device's owner.">
        <p>The answer was signed by another account than the one that owns device {question.device}, or for another question.</p>
        {again}
      </Alert>
    );
  return (
    <div className="flex flex-col gap-5">
      <Alert tone="success" title={`Whoever showed this to you controls device ${question.device}.`} role="status">
        <p>
          As of block {formatCount(Number(block))} it belongs to <Copy value={owner} what="owner's address" />, which signed your question.
        </p>
        <p className="mt-2">
          <AppLink href={`/devices/${question.device}`} className="link">
            What the register knows of the device
          </AppLink>
        </p>
      </Alert>
      {device.data ? <UnitFlags id={device.data.id} title={device.data.title} /> : null}
    </div>
  );
}
