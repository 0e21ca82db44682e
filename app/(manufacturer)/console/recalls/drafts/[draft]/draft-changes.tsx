"use client";

import type { Hex } from "viem";
import { VersionChanges } from "@/app/_components/version-changes.tsx";
import { useNotice } from "@/app/_hooks/use-feed.ts";
import type { DraftDocument } from "@/lib/chain/draft.ts";
import type { Notice } from "@/lib/domain/notice-document.ts";
import { versionDifference } from "@/lib/domain/version-difference.ts";
import type { RecallView } from "@/lib/feed/wire.ts";

type Props = {
  content: Extract<DraftDocument, { step: "amend" }>;
  present: RecallView;
  /** Of the draft; null while it is not at hand. */
  notice: Notice | null;
};

/** What an amendment changes in the recall as it stands, before it is released. Its scope is listed above. */
export function DraftChanges({ content, present, notice }: Props) {
  const before = useNotice(present.notice === content.notice ? undefined : (present.notice as Hex));
  const difference = versionDifference(
    { ...present, noticeDigest: present.notice, notice: before.data ?? null },
    { ...content, noticeDigest: content.notice, notice },
    [],
  );
  return <VersionChanges difference={difference} />;
}
