import { formatCount, formatSpan } from "@/app/_lib/format.ts";
import type { Scorecard } from "@/lib/feed/wire.ts";

type Timing = Scorecard["maker"]["reply"];

/** How long it took, in words that say of how many cases: the median alone would leave out whoever has not got there. */
export function Took({ timing: { cases, reached, median } }: { timing: Timing }) {
  if (cases === 0) return <span className="text-ink-soft">no case</span>;
  return (
    <>
      {median === null ? <span className="text-ink-soft">not yet</span> : <span className="font-medium">{spanOf(median)}</span>}{" "}
      <span className="block whitespace-nowrap text-ink-soft text-xs">
        {formatCount(reached)} of {formatCount(cases)} got there
      </span>
    </>
  );
}

/** Milestones are of the end of a day, so the first day has no length. */
export const spanOf = (seconds: number): string => (seconds === 0 ? "same day" : formatSpan(seconds));

/** A count of a count: a share never stands without both. */
export function CountOf({ count, of, none = "none" }: { count: number; of: number; none?: string }) {
  if (of === 0) return <span className="text-ink-soft">{none}</span>;
  return (
    <>
      <span className="font-medium">{formatCount(count)}</span> <span className="text-ink-soft">of {formatCount(of)}</span>
    </>
  );
}
