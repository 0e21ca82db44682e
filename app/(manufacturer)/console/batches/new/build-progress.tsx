"use client";

import { LoaderCircle } from "lucide-react";
import type { BuildPhase } from "@/app/_batch/kept.ts";
import { Button } from "@/app/_components/ui/button.tsx";
import { Card, CardTitle } from "@/app/_components/ui/card.tsx";
import { formatBytes, formatCount } from "@/app/_lib/format.ts";
import type { BuildState } from "./use-build.ts";

const PHASES: readonly BuildPhase[] = ["read", "derive", "tree"];
const WORDS = {
  read: "Reading and checking the list",
  derive: "Deriving claim codes and labels",
  tree: "Hashing the tree",
} as const satisfies Record<BuildPhase, string>;

type Running = Extract<BuildState, { step: "running" }>;

/** Which of the stages it is, exactly how much of it is done, and what is left at the present speed. */
export function BuildProgress({ state, onStop }: { state: Running; onStop(): void }) {
  const { lot, phase, done, total, isStopping } = state;
  return (
    <Card className="max-w-2xl">
      <CardTitle className="flex items-center gap-2">
        <LoaderCircle className="size-5 animate-spin text-ink-soft motion-reduce:animate-none" aria-hidden />
        Building lot {lot}
      </CardTitle>
      <p className="mt-4 text-sm" role="status">
        {phase ? `Step ${PHASES.indexOf(phase) + 1} of ${PHASES.length}: ${WORDS[phase]}` : "Starting"}
      </p>
      <progress
        className="mt-2 h-2 w-full overflow-hidden rounded-full accent-accent"
        aria-label="Progress of this step"
        value={total > 0 ? done : undefined}
        max={total > 0 ? total : undefined}
      />
      <p className="mt-2 flex flex-wrap justify-between gap-x-4 text-ink-soft text-sm tabular-nums">
        <span data-testid="amount">{amountOf(state)}</span>
        <span>{leftOf(state, Date.now())}</span>
      </p>
      <p className="mt-4 text-ink-soft text-sm leading-relaxed">
        Leave this tab open. If it is closed, or you cancel, no half batch is left: the same list and seed take the build up where it was.
      </p>
      <Button variant="secondary" className="mt-4" onClick={onStop} disabled={isStopping}>
        {isStopping ? "Cancelling" : "Cancel"}
      </Button>
    </Card>
  );
}

function amountOf({ phase, done, total }: Running): string {
  if (!phase || total === 0) return "";
  return phase === "derive" ? `${formatCount(done)} of ${formatCount(total)} units` : `${formatBytes(done)} of ${formatBytes(total)}`;
}

/** Said when enough is done to tell. */
function leftOf({ done, total, since }: Running, now: number): string {
  const spent = (now - since) / 1000;
  if (spent < 2 || done === 0 || done >= total) return "";
  const seconds = Math.ceil((spent / done) * (total - done));
  return seconds < 90
    ? `about ${formatCount(seconds)} s left in this step`
    : `about ${formatCount(Math.ceil(seconds / 60))} min left in this step`;
}
