import { Section } from "@/app/_components/register/section.tsx";
import { VersionChanges } from "@/app/_components/version-changes.tsx";
import { readNotice } from "@/app/_lib/notices.ts";
import { versionDifference } from "@/lib/domain/version-difference.ts";
import type { RecallView } from "@/lib/feed/wire.ts";

/** What the newest version changed in the one before, for those who have read that one. */
export async function WhatChanged({ recall }: { recall: RecallView }) {
  const [before, after] = recall.versions.slice(-2);
  if (!before || !after) return null;
  const [old, young] = await Promise.all([readNotice(before.notice), readNotice(after.notice)]);
  const difference = versionDifference(
    { ...before, noticeDigest: before.notice, notice: old.notice },
    { ...after, noticeDigest: after.notice, notice: young.notice },
    after.added,
  );
  const { added, excluded } = difference;
  return (
    <Section id="changes" title={`What version ${after.version} changed`} lead={after.reason ?? undefined}>
      <VersionChanges difference={difference} />
      {added.length > 0 ? <p className="mt-4">The scope became wider; what it means now is listed above.</p> : null}
      {excluded.length > 0 ? <p className="mt-4">Some units are no longer meant; what it means now is listed above.</p> : null}
    </Section>
  );
}
