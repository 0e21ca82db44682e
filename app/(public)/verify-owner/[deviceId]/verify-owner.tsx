"use client";

import { useState } from "react";
import { Alert } from "@/app/_components/ui/alert.tsx";
import { Button } from "@/app/_components/ui/button.tsx";
import { Card, CardText, CardTitle } from "@/app/_components/ui/card.tsx";
import { CopyButton } from "@/app/_components/ui/copy-button.tsx";
import { QrCode } from "@/app/_components/ui/qr-code.tsx";
import { Skeleton } from "@/app/_components/ui/skeleton.tsx";
import { useAddressFragment } from "@/app/_hooks/use-address-fragment.ts";
import { store } from "@/app/_hooks/use-stored.ts";
import { ANSWER_SECONDS, type OwnershipQuestion, questionLink, readAnswer } from "@/lib/domain/ownership-proof.ts";
import { askedHere } from "./asked-here.ts";
import { Verdict } from "./verdict.tsx";

/** Asks, or judges the answer when the page was opened with one. */
export function VerifyOwner({ deviceId, isOwned }: { deviceId: string; isOwned: boolean }) {
  const fragment = useAddressFragment();
  if (fragment === undefined) return <Skeleton className="h-56 w-full" />;
  if (fragment === "") return isOwned ? <Ask deviceId={deviceId} /> : <Alert tone="warning" title="Nobody owns this device yet." />;
  const answer = readAnswer(deviceId, fragment);
  if (!answer)
    return (
      <Alert tone="warning" title="The answer was damaged on the way.">
        <p>Scan the square code again, or ask anew.</p>
      </Alert>
    );
  return <Verdict {...answer} />;
}

function Ask({ deviceId }: { deviceId: string }) {
  const [question, setQuestion] = useState<OwnershipQuestion | null>(null);
  const ask = () => {
    const made = { device: deviceId, nonce: crypto.getRandomValues(new Uint8Array(16)), askedAt: Math.floor(Date.now() / 1000) };
    store(askedHere(made), "asked");
    setQuestion(made);
  };
  if (!question)
    return (
      <Card>
        <CardTitle>Ask the owner</CardTitle>
        <CardText>
          You get a square code. The owner scans it, signs an answer, and shows you another; you scan that with this very phone or computer.
        </CardText>
        <Button size="lg" className="mt-4 w-full sm:w-auto" onClick={ask}>
          Ask
        </Button>
      </Card>
    );
  const link = questionLink(window.location.origin, question);
  return (
    <Card>
      <CardTitle>Let the owner scan this</CardTitle>
      <div className="mt-4 flex flex-col items-center gap-4">
        <QrCode
          text={link}
          label="Your question as a square code, for the camera of the owner's phone"
          className="w-full max-w-72 border"
        />
        <p className="text-sm leading-relaxed">
          Then scan the answer that they show you with the camera of this device, and open it in this browser. You have{" "}
          {ANSWER_SECONDS / 60} minutes.
        </p>
        <CopyButton text={link} label="Copy the question" />
      </div>
    </Card>
  );
}
