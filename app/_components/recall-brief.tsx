"use client";

import { AppLink } from "@/app/_components/app-link.tsx";
import { MeasureBadge, SeverityBadge } from "@/app/_components/register/badges.tsx";
import { Headline } from "@/app/_components/register/headline.tsx";
import { Skeleton } from "@/app/_components/ui/skeleton.tsx";
import { useNotice } from "@/app/_hooks/use-feed.ts";
import { MEASURE_WORDS, readable } from "@/app/_lib/words.ts";
import type { RecallRef } from "@/lib/feed/wire.ts";

/** A recall in two lines: what it is called, and how grave it is. */
export function RecallBrief({ recall, className }: { recall: RecallRef; className?: string }) {
  const notice = useNotice(recall.notice);
  return (
    <div className={className}>
      <div className="mb-1.5 flex flex-wrap gap-1.5">
        <MeasureBadge measure={recall.measure} />
        <SeverityBadge severity={recall.severity} />
      </div>
      {notice.isLoading ? (
        <Skeleton className="h-6 w-3/4" />
      ) : (
        <AppLink href={`/recalls/${recall.id}`} className="link font-semibold">
          <Headline>{notice.data?.headline ?? `${MEASURE_WORDS[recall.measure]} by ${readable(recall.issuer.name)}`}</Headline>
        </AppLink>
      )}
    </div>
  );
}
