"use client";

import { Field } from "@/app/_components/ui/field.tsx";
import { Textarea } from "@/app/_components/ui/input.tsx";
import { Skeleton } from "@/app/_components/ui/skeleton.tsx";
import { ProblemNotice } from "@/app/_components/wallet/problem-notice.tsx";
import { ProvedRelease } from "./proved-release.tsx";
import type { useAnswer } from "./use-answer.ts";

/** Takes the answer and says what it proves before anything is registered. */
export function AnswerStep({ answer }: { answer: ReturnType<typeof useAnswer> }) {
  const { text, setText, checked } = answer;
  return (
    <div className="flex flex-col gap-5">
      <Field label="Answer of the device" hint="It begins with muster-answer-1: and is checked here as soon as it is whole.">
        {(control) => (
          <Textarea
            {...control}
            value={text}
            onChange={(event) => setText(event.target.value)}
            className="font-mono text-xs sm:text-xs"
            autoComplete="off"
            autoCapitalize="off"
            spellCheck={false}
          />
        )}
      </Field>
      <div aria-live="polite">
        {checked.isLoading ? <Skeleton className="h-40 w-full" /> : null}
        {checked.error ? <ProblemNotice error={checked.error} /> : null}
        {checked.data ? <ProvedRelease key={text} {...checked.data} /> : null}
      </div>
    </div>
  );
}
