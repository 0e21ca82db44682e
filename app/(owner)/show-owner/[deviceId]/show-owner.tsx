"use client";

import type { Address } from "viem";
import { useSignMessage } from "wagmi";
import { Alert } from "@/app/_components/ui/alert.tsx";
import { Button } from "@/app/_components/ui/button.tsx";
import { Card, CardText, CardTitle } from "@/app/_components/ui/card.tsx";
import { CopyButton } from "@/app/_components/ui/copy-button.tsx";
import { Moment } from "@/app/_components/ui/datetime.tsx";
import { QR_LIMIT, QrCode } from "@/app/_components/ui/qr-code.tsx";
import { Skeleton } from "@/app/_components/ui/skeleton.tsx";
import { ProblemNotice } from "@/app/_components/wallet/problem-notice.tsx";
import { RequireWallet } from "@/app/_components/wallet/require-wallet.tsx";
import { useSignerWord } from "@/app/_components/wallet/signer-word.tsx";
import { useAddressFragment } from "@/app/_hooks/use-address-fragment.ts";
import { useConfig } from "@/app/_hooks/use-config.ts";
import { useDevice } from "@/app/_hooks/use-feed.ts";
import { ANSWER_SECONDS, answerLink, type OwnershipQuestion, ownershipStatement, readQuestion } from "@/lib/domain/ownership-proof.ts";

/** The question, and the answer for the other one's camera. */
export function ShowOwner({ deviceId }: { deviceId: string }) {
  const signer = useSignerWord();
  const fragment = useAddressFragment();
  const { data: device, error } = useDevice(deviceId);
  if (error) return <ProblemNotice error={error} />;
  if (fragment === undefined || !device) return <Skeleton className="h-56 w-full" />;
  const question = readQuestion(deviceId, fragment);
  if (!question)
    return (
      <Alert tone="warning" title="The question was damaged on the way.">
        <p>Scan the square code again, or ask for the whole link.</p>
      </Alert>
    );
  return (
    <RequireWallet why="Connect the account that owns the device.">
      {(account) =>
        device.title?.owner.toLowerCase() === account.toLowerCase() ? (
          <Answer key={account} account={account} question={question} />
        ) : (
          <Alert tone="warning" title={`The connected ${signer} does not own this device.`}>
            <p>Connect the one that does.</p>
          </Alert>
        )
      }
    </RequireWallet>
  );
}

function Answer({ account, question }: { account: Address; question: OwnershipQuestion }) {
  const word = useSignerWord();
  const { chainId, contracts } = useConfig();
  const signer = useSignMessage();
  const sign = () => signer.mutate({ account, message: ownershipStatement(chainId, contracts.Devices, question) });
  if (!signer.data)
    return (
      <Card>
        <CardTitle>Were you asked this just now?</CardTitle>
        <CardText>
          The question was made at <Moment at={question.askedAt} />. Answer only somebody whom you mean to answer: whoever asked learns that
          the device is yours, and with which account. It gives no right to it.
        </CardText>
        <Button size="lg" className="mt-4 w-full sm:w-auto" disabled={signer.isPending} onClick={sign}>
          {signer.isPending ? `Waiting for your ${word}` : "Sign the answer"}
        </Button>
        {signer.error ? (
          <div className="mt-4">
            <ProblemNotice error={signer.error} />
          </div>
        ) : null}
      </Card>
    );
  const link = answerLink(window.location.origin, question, signer.data);
  return (
    <Card>
      <CardTitle>Show this to whoever asked</CardTitle>
      <div className="mt-4 flex flex-col items-center gap-4">
        {/* Accounts of passkeys that are not in the register yet sign with more than a code can hold. */}
        {link.length <= QR_LIMIT ? (
          <QrCode text={link} label="Your answer as a square code, for the camera of whoever asked" className="w-full max-w-80 border" />
        ) : null}
        <p className="text-sm leading-relaxed">
          They {link.length <= QR_LIMIT ? "scan it with" : "open it on"} the phone or computer on which they asked. It is good for{" "}
          {ANSWER_SECONDS / 60} minutes from the question, and for nobody else.
        </p>
        <CopyButton text={link} label="Copy the answer" />
      </div>
    </Card>
  );
}
