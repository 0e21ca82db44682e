"use client";

import { LoaderCircle } from "lucide-react";
import { Button } from "@/app/_components/ui/button.tsx";
import { ErrorNotice } from "@/app/_components/ui/error-notice.tsx";
import { ComparedFigures } from "./compared-figures.tsx";
import { type RecomputeState, useRecompute } from "./use-recompute.ts";

/** Has the reader's own browser compute the figures again, from the chain and not from this site's database. */
export function Recompute({ recallId }: { recallId: number }) {
  const { state, start, stop } = useRecompute(recallId);
  return (
    <div className="space-y-4 noscript:hidden">
      {state.step === "running" ? (
        <Running state={state} onStop={stop} />
      ) : (
        <Button variant="secondary" onClick={start}>
          {state.step === "idle" ? "Recompute in this browser" : "Recompute again"}
        </Button>
      )}
      {state.step === "done" ? <ComparedFigures found={state.found} /> : null}
      {state.step === "failed" ? <ErrorNotice error={state.problem} /> : null}
    </div>
  );
}

function Running({ state: { what, share }, onStop }: { state: Extract<RecomputeState, { step: "running" }>; onStop(): void }) {
  return (
    <div className="max-w-md">
      <p className="flex items-center gap-2 text-sm" role="status">
        <LoaderCircle className="size-4 animate-spin text-ink-soft motion-reduce:animate-none" aria-hidden />
        {what === null
          ? "Asking for what this site publishes"
          : what === "notice"
            ? "Checking the notice"
            : `Reading ${what} from the chain`}
      </p>
      <progress
        className="mt-2 block h-2 w-full appearance-none overflow-hidden rounded-full bg-line [&::-moz-progress-bar]:bg-accent [&::-webkit-progress-bar]:bg-line [&::-webkit-progress-value]:bg-accent"
        aria-label="Progress of this step"
        value={what === null ? undefined : share}
        max={1}
      />
      <Button variant="secondary" size="sm" className="mt-3" onClick={onStop}>
        Stop
      </Button>
    </div>
  );
}
