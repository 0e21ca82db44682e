"use client";

import { lazy, Suspense, useState } from "react";
import { Alert } from "@/app/_components/ui/alert.tsx";
import { Button } from "@/app/_components/ui/button.tsx";
import { Card, CardText, CardTitle } from "@/app/_components/ui/card.tsx";
import { Skeleton } from "@/app/_components/ui/skeleton.tsx";
import { useAddressFragment } from "@/app/_hooks/use-address-fragment.ts";
import { store } from "@/app/_hooks/use-stored.ts";
import { type OwnershipQuestion, questionLink, readAnswer } from "@/lib/domain/ownership-proof.ts";
import { askedHere } from "./asked-here.ts";

const QuestionCard = lazy(() => import("./question-card.tsx"));
const Verdict = lazy(() => import("./verdict.tsx"));

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
  return (
    <Suspense fallback={<Skeleton className="h-56 w-full" />}>
      <Verdict {...answer} />
    </Suspense>
  );
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
  return (
    <Suspense fallback={<Skeleton className="h-96 w-full" />}>
      <QuestionCard link={questionLink(window.location.origin, question)} />
    </Suspense>
  );
}
