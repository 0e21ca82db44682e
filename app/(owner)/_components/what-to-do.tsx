"use client";

import { OctagonX, Unplug } from "lucide-react";
import { Skeleton } from "@/app/_components/ui/skeleton.tsx";
import { useNotice } from "@/app/_hooks/use-feed.ts";
import { readable } from "@/app/_lib/words.ts";
import { MusterError } from "@/lib/domain/errors.ts";
import type { Notice } from "@/lib/domain/notice-document.ts";
import type { RecallRef } from "@/lib/feed/wire.ts";

/** The steps that the notice asks for, what must stop at once above them. */
export function WhatToDo({ recall }: { recall: RecallRef }) {
  const notice = useNotice(recall.notice);
  if (notice.isLoading) return <Skeleton className="h-24 w-full" />;
  if (!notice.data)
    return (
      <p className="text-sm leading-relaxed">
        {trouble(notice.error)} Ask {readable(recall.issuer.name)} what to do, by way of {readable(recall.issuer.domain)}.
      </p>
    );
  return (
    <div className="flex flex-col gap-3">
      <AtOnce notice={notice.data} />
      <ol className="flex list-decimal flex-col gap-1.5 pl-5 leading-relaxed marker:text-ink-soft">
        {notice.data.whatToDo.map((step) => (
          <li key={step} className="whitespace-pre-line pl-1">
            {step}
          </li>
        ))}
      </ol>
    </div>
  );
}

const trouble = (error: unknown): string => {
  const code = error instanceof MusterError ? error.code : undefined;
  if (code === "document-altered") return "The text of the notice was altered and is not shown.";
  if (code === "document-unknown") return "The text of the notice is missing here.";
  return "The text of the notice cannot be shown at the moment.";
};

function AtOnce({ notice: { stopUse, isolateFromNetwork } }: { notice: Notice }) {
  if (!stopUse && !isolateFromNetwork) return null;
  return (
    <ul className="flex flex-col gap-1.5 font-semibold text-affected">
      {stopUse ? (
        <li className="flex items-center gap-2">
          <OctagonX className="size-5 shrink-0" aria-hidden />
          Stop using it now.
        </li>
      ) : null}
      {isolateFromNetwork ? (
        <li className="flex items-center gap-2">
          <Unplug className="size-5 shrink-0" aria-hidden />
          Take it off the internet now.
        </li>
      ) : null}
    </ul>
  );
}
