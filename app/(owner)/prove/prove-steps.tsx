"use client";

import { type ReactNode, useId } from "react";
import { AnswerStep } from "./answer-step.tsx";
import { ChallengeStep } from "./challenge-step.tsx";
import { useAnswer } from "./use-answer.ts";

/** The question that the device gets, and the answer it gives. Whoever comes back with an answer needs no question. */
export function ProveSteps({ device }: { device: string }) {
  const answer = useAnswer();
  return (
    <div className="flex flex-col gap-10">
      {answer.cameByLink ? null : (
        <Step number={1} title="Ask the device">
          <ChallengeStep device={device} />
        </Step>
      )}
      <Step number={answer.cameByLink ? undefined : 2} title="Bring its answer">
        <AnswerStep answer={answer} />
      </Step>
    </div>
  );
}

function Step({ number, title, children }: { number: number | undefined; title: string; children: ReactNode }) {
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <h2 id={id} className="mb-4 font-semibold text-xl tracking-tight">
        {number ? `${number}. ${title}` : title}
      </h2>
      {children}
    </section>
  );
}
