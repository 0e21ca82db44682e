"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { Hex } from "viem";
import { PERSONAL, useSession } from "@/app/_hooks/use-session.ts";
import { callApi } from "@/app/_lib/api.ts";
import { type DraftDocument, decodeDraft, draftSchema, SHRINK_DELAY, shrinks } from "@/lib/chain/draft.ts";
import type { Severity } from "@/lib/domain/kinds.ts";
import type { Draft } from "@/lib/store/drafts.ts";
import { useConsole } from "./console-context.ts";

export type RecallDraft = Omit<Draft, "content"> & { content: DraftDocument };

/**
 * Unix time from which a draft can be released, to the full minute: the chain counts from the block that announced it,
 * a moment after it was kept here.
 * @param present Severity of the recall as it stands.
 */
export function readyAt({ content, createdAt }: RecallDraft, present?: Severity): number {
  if (!shrinks(decodeDraft(content), present)) return createdAt;
  return (Math.ceil((createdAt + SHRINK_DELAY) / 60) + 1) * 60;
}

/** Drafts whose content is in a form that this version knows; others cannot be released from here. */
const readable = ({ items }: { items: Draft[] }): RecallDraft[] =>
  items.flatMap((item) => {
    const { success, data } = draftSchema.safeParse(item.content);
    return success ? [{ ...item, content: data }] : [];
  });

/** The organisation's recall drafts, for the signed-in operator. */
export function useDrafts() {
  const { account, organization } = useConsole();
  const { isSignedIn } = useSession(account);
  const queries = useQueryClient();
  const queryKey = [PERSONAL, account, "drafts", organization.id];
  const refresh = () => queries.invalidateQueries({ queryKey });
  const drafts = useQuery({
    queryKey,
    enabled: isSignedIn,
    queryFn: () => callApi<{ items: Draft[] }>("GET", `drafts?org=${organization.id}`),
    select: readable,
  });
  const remove = useMutation({
    mutationFn: (draft: Hex) => callApi("DELETE", `drafts?org=${organization.id}&draft=${draft}`),
    onSuccess: refresh,
  });
  return { drafts, remove, refresh };
}
