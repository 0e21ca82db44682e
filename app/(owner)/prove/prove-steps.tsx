"use client";

import { Skeleton } from "@/app/_components/ui/skeleton.tsx";
import { ProblemNotice } from "@/app/_components/wallet/problem-notice.tsx";
import { newChallenge } from "@/lib/chain/device-proof.ts";
import { AnswerField } from "../_components/answer-field.tsx";
import { ChallengeStep } from "../_components/challenge-step.tsx";
import { NumberedStep } from "../_components/numbered-step.tsx";
import { ProvedRelease } from "./proved-release.tsx";
import { useAnswer } from "./use-answer.ts";

/** The question that the device gets, and the answer it gives. Whoever comes back with an answer needs no question. */
export function ProveSteps({ device }: { device: string }) {
  const { cameByLink, text, setText, checked } = useAnswer();
  return (
    <div className="flex flex-col gap-10">
      {cameByLink ? null : (
        <NumberedStep number={1} title="Ask the device">
          <ChallengeStep
            device={device}
            ask={newChallenge}
            instruction="Give this text to the device, on the page among its settings that proves its version, or in its maker's app. It counts for one proof."
          />
        </NumberedStep>
      )}
      <NumberedStep number={cameByLink ? undefined : 2} title="Bring its answer">
        <div className="flex flex-col gap-5">
          <AnswerField name="muster-answer-1" text={text} onChange={setText} />
          {/* Says what it proves before anything is registered. */}
          <div aria-live="polite">
            {checked.isLoading ? <Skeleton className="h-40 w-full" /> : null}
            {checked.error ? <ProblemNotice error={checked.error} /> : null}
            {checked.data ? <ProvedRelease key={text} {...checked.data} /> : null}
          </div>
        </div>
      </NumberedStep>
    </div>
  );
}
