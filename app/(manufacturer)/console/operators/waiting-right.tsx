"use client";

import { CircleCheck, Hourglass } from "lucide-react";
import { useEffect, useState } from "react";
import { Moment } from "@/app/_components/ui/datetime.tsx";
import { formatWait } from "@/app/_lib/format.ts";

/** From when rights over recalls count, with a clock while they do not. */
export function WaitingRight({ from }: { from: number }) {
  const [now, setNow] = useState<number | null>(null);
  useEffect(() => {
    const tick = (): void => setNow(Math.floor(Date.now() / 1000));
    tick();
    const clock = setInterval(tick, 30_000);
    return () => clearInterval(clock);
  }, []);
  if (now === null) return <Moment at={from} />;
  if (now >= from)
    return (
      <span className="inline-flex items-center gap-1.5">
        <CircleCheck className="size-4 shrink-0 text-fixed" aria-hidden />
        Recall rights in force
      </span>
    );
  return (
    <span className="inline-flex items-start gap-1.5">
      <Hourglass className="mt-0.5 size-4 shrink-0 text-checking" aria-hidden />
      <span>
        Recall rights begin in <span className="font-medium tabular-nums">{formatWait(from - now)}</span>
        <span className="block text-ink-soft">
          <Moment at={from} />
        </span>
      </span>
    </span>
  );
}
