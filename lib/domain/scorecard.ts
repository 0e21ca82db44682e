/**
 * The figures by which makers and suppliers are compared. They are counted from what happened, by one rule for everybody; how long
 * something took always stands beside how many cases took it, so that nobody looks quick by what has not happened yet.
 */

/** Something that one case waits for. @param until When it came; null when it has not. @param waits Whether it can still come. */
export type Wait = { from: number; until: number | null; waits: boolean };

/** `cases` is the sum of the next three. */
export type Timing = {
  cases: number;
  /** Cases that have got there. */
  reached: number;
  /** Open cases that have not. */
  waiting: number;
  /** Cases that ended without it. */
  missed: number;
  /** Seconds, of the cases that have got there, and only of those; null when none has. */
  median: number | null;
  /** Seconds that the oldest of those that wait has waited; null when none waits. */
  longestWait: number | null;
};

/** The middle one; between two, half-way. Null of nothing. */
export function median(values: readonly number[]): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  const [lower, upper] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted[Math.floor(sorted.length / 2)]];
  return lower === undefined || upper === undefined ? null : (lower + upper) / 2;
}

/** @param now Unix time. */
export function timingOf(waits: readonly Wait[], now: number): Timing {
  const took = waits.flatMap(({ from, until }) => (until === null ? [] : [Math.max(0, until - from)]));
  const waiting = waits.filter(({ until, waits: still }) => until === null && still);
  return {
    cases: waits.length,
    reached: took.length,
    waiting: waiting.length,
    missed: waits.length - took.length - waiting.length,
    median: median(took),
    longestWait: waiting.length === 0 ? null : Math.max(0, ...waiting.map(({ from }) => now - from)),
  };
}

/** A recall that reaches devices of a model, as far as it concerns the promise of updates for that model. */
export type Demand = {
  openedAt: number;
  /** Null while it is open. */
  endedAt: number | null;
  /** What was named as the fix for the model, in the order of naming. */
  fixes: readonly { sequence: number; at: number }[];
};

type Release = { sequence: number; publishedAt: number; revokedAt: number | null };

/** A model whose updates were promised until a time; 0 where nothing was promised. */
export type Promised = { supportEnd: number; releases: readonly Release[]; demands: readonly Demand[] };

/** `ended` promises are over, of which `kept` were kept; of the `running`, `atStake` would not be if they ended now. */
export type SupportRecord = { ended: number; kept: number; running: number; atStake: number };

/** Whether an owner could have remedied a unit by an update: a release at or above the fix was there and in force. */
function hasFix({ fixes }: Demand, releases: readonly Release[], at: number): boolean {
  const fix = fixes.findLast((named) => named.at <= at);
  return (
    fix !== undefined &&
    releases.some(
      ({ sequence, publishedAt, revokedAt }) => sequence >= fix.sequence && publishedAt <= at && (revokedAt === null || revokedAt > at),
    )
  );
}

/** Whether a recall was open at a time and no update against it was to be had. */
const isLeftOpen = (demand: Demand, releases: readonly Release[], at: number): boolean =>
  demand.openedAt < at && (demand.endedAt === null || demand.endedAt > at) && !hasFix(demand, releases, at);

/**
 * A promise is kept when its end came and no recall that was open then was without a fix for the model. What came after the end
 * changes nothing, for better or worse; the end itself can only be moved later.
 */
export function supportRecord(models: readonly Promised[], now: number): SupportRecord {
  const breaks = ({ demands, releases }: Promised, at: number): boolean => demands.some((demand) => isLeftOpen(demand, releases, at));
  const [ended, running] = [
    models.filter(({ supportEnd }) => supportEnd > 0 && supportEnd <= now),
    models.filter(({ supportEnd }) => supportEnd > now),
  ];
  return {
    ended: ended.length,
    kept: ended.filter((model) => !breaks(model, model.supportEnd)).length,
    running: running.length,
    atStake: running.filter((model) => breaks(model, now)).length,
  };
}
