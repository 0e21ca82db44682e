"use client";

import type { Hex } from "viem";
import { useNotice } from "@/app/_hooks/use-feed.ts";
import type { DraftDocument } from "@/lib/chain/draft.ts";

/** What a draft would do, in a line. */
export function useDraftTitle(content: DraftDocument): string {
  const notice = useNotice("notice" in content ? (content.notice as Hex) : undefined);
  const headline = notice.data?.headline ?? "Recall without a readable notice";
  if (content.step === "open") return headline;
  if (content.step === "amend") return `Version ${content.version} of recall ${content.recall}: ${headline}`;
  return `${content.step === "close" ? "Close" : "Withdraw"} recall ${content.recall}`;
}
