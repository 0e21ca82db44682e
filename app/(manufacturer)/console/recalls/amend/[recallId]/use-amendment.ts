"use client";

import type { Hex } from "viem";
import { usePreview } from "@/app/_hooks/use-feed.ts";
import { affectedBrands } from "@/app/_lib/affected.ts";
import type { Amendment } from "@/lib/chain/calls.ts";
import { recallId } from "@/lib/domain/ids.ts";
import type { Notice } from "@/lib/domain/notice-document.ts";
import { versionDifference } from "@/lib/domain/version-difference.ts";
import { fromWire } from "@/lib/feed/scope-item.ts";
import type { AffectedRange, RecallView } from "@/lib/feed/wire.ts";
import { noticeOf } from "../../../_components/recall-notice.ts";
import type { AmendmentForm } from "./amendment-form.ts";

type Props = { present: RecallView; notice: Notice; form: AmendmentForm; begun: AmendmentForm };

const modelsOf = (affected: readonly AffectedRange[]) => affectedBrands(affected).flatMap(({ models }) => models);

/** What the fields come to: the amendment, its notice, and how both differ from the version that stands. */
export function useAmendment({ present, notice: before, form, begun }: Props) {
  const preview = usePreview([...present.scope, ...form.scope]);
  const known = new Set(modelsOf(present.affected).map(({ id }) => id));
  const written = noticeOf(
    form,
    modelsOf(preview.data?.affected ?? []).filter(({ id }) => !known.has(id)),
  );
  // A notice in which nothing was changed stays the very document that it is.
  const isRenewed = JSON.stringify(written) !== JSON.stringify(noticeOf(begun));
  const notice = isRenewed ? written : before;
  const amendment: Amendment = {
    recallId: recallId(present.id),
    version: present.version + 1,
    measure: form.measure,
    severity: form.severity,
    notice: present.notice as Hex,
    added: form.scope.map(fromWire),
    reason: form.reason.trim(),
  };
  const difference = versionDifference(
    { ...present, noticeDigest: present.notice, notice: before },
    { ...form, noticeDigest: isRenewed ? "" : present.notice, notice },
    form.scope,
  );
  const { measure, severity, added, excluded } = difference;
  const isSame = !isRenewed && !measure && !severity && added.length + excluded.length === 0;
  return { amendment, notice, renewed: isRenewed ? written : null, difference, isSame };
}
