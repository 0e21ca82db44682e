import { formatDay, formatMoment, isoMoment } from "@/app/_lib/format.ts";

/** A day, UTC, from Unix seconds; the exact moment is in the title. */
export function Day({ at, className }: { at: number; className?: string }) {
  return (
    <time dateTime={isoMoment(at)} title={formatMoment(at)} className={className}>
      {formatDay(at)}
    </time>
  );
}

/** A moment, UTC, from Unix seconds. */
export function Moment({ at, className }: { at: number; className?: string }) {
  return (
    <time dateTime={isoMoment(at)} className={className}>
      {formatMoment(at)}
    </time>
  );
}
