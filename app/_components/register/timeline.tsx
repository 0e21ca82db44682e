import type { ReactNode } from "react";
import { Day } from "@/app/_components/ui/datetime.tsx";

export type TimelineEntry = { id: string; at: number; text: ReactNode; detail?: ReactNode };

/** What happened, oldest first, by day. */
export function Timeline({ entries }: { entries: readonly TimelineEntry[] }) {
  return (
    <ol className="relative ml-1.5 border-l">
      {entries.map(({ id, at, text, detail }) => (
        <li key={id} className="relative pb-6 pl-6 last:pb-0">
          <span className="absolute top-1.5 -left-[5.5px] size-2.5 rounded-full border-2 border-accent bg-page" aria-hidden />
          <Day at={at} className="text-ink-soft text-sm" />
          <p className="mt-0.5">{text}</p>
          {detail ? <div className="mt-1 text-ink-soft text-sm">{detail}</div> : null}
        </li>
      ))}
    </ol>
  );
}
