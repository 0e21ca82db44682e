import { Ban, Unplug } from "lucide-react";
import type { CheckedNotice } from "@/app/_lib/notices.ts";
import type { RecallView } from "@/lib/feed/wire.ts";

/** The first thing anybody reads. Steps come from the notice; without one, what holds in every case. */
export function WhatToDo({ recall, checked: { notice } }: { recall: RecallView; checked: CheckedNotice }) {
  const steps = notice?.whatToDo ?? withoutNotice(recall);
  return (
    <section aria-labelledby="what-to-do" className="wrap-anywhere rounded-lg border-2 border-accent bg-surface p-5 sm:p-7">
      <h2 id="what-to-do" className="font-semibold text-xl tracking-tight sm:text-2xl">
        What to do now
      </h2>
      {notice?.stopUse || notice?.isolateFromNetwork ? (
        <ul className="mt-4 flex flex-wrap gap-2">
          {notice.stopUse ? (
            <li className="flex items-center gap-2 rounded-md bg-affected-wash px-3 py-2 font-semibold text-affected text-sm">
              <Ban className="size-4" aria-hidden /> Stop using it
            </li>
          ) : null}
          {notice.isolateFromNetwork ? (
            <li className="flex items-center gap-2 rounded-md bg-affected-wash px-3 py-2 font-semibold text-affected text-sm">
              <Unplug className="size-4" aria-hidden /> Take it off the internet
            </li>
          ) : null}
        </ul>
      ) : null}
      <ol className="mt-5 space-y-4" lang={notice?.language}>
        {steps.map((step, i) => (
          <li key={step} className="flex gap-4">
            <span
              className="flex size-7 shrink-0 items-center justify-center rounded-full bg-accent font-semibold text-on-accent text-sm"
              aria-hidden
            >
              {i + 1}
            </span>
            <p className="max-w-prose whitespace-pre-line pt-0.5 leading-relaxed">{step}</p>
          </li>
        ))}
      </ol>
    </section>
  );
}

const withoutNotice = ({ fixes, state }: RecallView): string[] => [
  "Check on this page whether your device is meant.",
  fixes.length > 0
    ? "If it is, install the release named under Fixes, and register that you have."
    : "If it is, contact its maker. No fix is offered yet.",
  ...(state === "open" ? ["If you have not claimed the device yet, claim it, and you will be told of every change."] : []),
];
