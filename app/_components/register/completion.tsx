import { cn } from "@/app/_lib/cn.ts";
import { formatCount, formatShare } from "@/app/_lib/format.ts";
import { completion } from "@/lib/domain/statistics.ts";
import type { RecallCounts } from "@/lib/feed/wire.ts";

/** Fixed of affected, as a bar with its numbers; the rate never stands without them. */
export function Completion({ counts, className }: { counts: Pick<RecallCounts, "involved" | "remedied">; className?: string }) {
  const { count, of, share } = completion(counts);
  return (
    <div className={cn("min-w-36", className)}>
      <p className="flex items-baseline justify-between gap-3 text-sm">
        <span>
          <span className="font-semibold">{formatCount(count)}</span> <span className="text-ink-soft">of {formatCount(of)} fixed</span>
        </span>
        <span className="text-ink-soft">{formatShare(share)}</span>
      </p>
      <div className="mt-1.5 h-1.5 overflow-hidden rounded-full bg-reach-unclaimed print:[print-color-adjust:exact]" aria-hidden>
        <div className="h-full rounded-full bg-reach-remedied" style={{ width: `${(share ?? 0) * 100}%`, minWidth: count > 0 ? 3 : 0 }} />
      </div>
    </div>
  );
}
