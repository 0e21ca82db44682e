"use client";

import { useState } from "react";
import type { Hex } from "viem";
import { useConfig } from "@/app/_hooks/use-config.ts";
import { useSend } from "@/app/_hooks/use-send.ts";
import { offerFix, publishRelease } from "@/lib/chain/calls.ts";
import { parseModelId, recallId } from "@/lib/domain/ids.ts";
import type { ModelView } from "@/lib/feed/wire.ts";

export type Publication = { version: string; digest: Hex; size: number /** Recall that it fixes, 0 for none. */; fixes: number };

/**
 * Publishes a release and, where it fixes a recall, offers it there: two acts, of which the second can be tried again by
 * itself.
 */
export function usePublish(model: ModelView) {
  const { contracts } = useConfig();
  const { run, state, isBusy } = useSend();
  const [isPublished, setPublished] = useState(false);
  const [isOver, setOver] = useState(false);
  // Releases are ordered by this number, never by the version's text; as it was before the act.
  const [sequence] = useState(() => 1 + Math.max(0, ...model.releases.map((release) => release.sequence)));

  async function publish({ version, digest, size, fixes }: Publication): Promise<void> {
    const modelId = parseModelId(model.id);
    if (!isPublished) {
      if (!(await run(() => publishRelease({ contracts }, { modelId, sequence, version, digest, size })))) return;
      setPublished(true);
    }
    if (fixes === 0 || (await run(() => offerFix({ contracts }, recallId(fixes), modelId, sequence)))) setOver(true);
  }
  return { publish, sequence, state, isBusy, isPublished, isDone: isOver && state.step === "done" };
}
