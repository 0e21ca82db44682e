import { formatCount, formatShare } from "@/app/_lib/format.ts";
import { rate } from "@/lib/domain/statistics.ts";
import type { BatchView } from "@/lib/feed/wire.ts";

/** How many units of a batch have an owner. */
export function ClaimedShare({ batch: { claimed, size } }: { batch: Pick<BatchView, "claimed" | "size"> }) {
  return (
    <span className="whitespace-nowrap">
      {formatCount(claimed)}{" "}
      <span className="text-ink-soft">
        of {formatCount(size)} ({formatShare(rate(claimed, size).share)})
      </span>
    </span>
  );
}
