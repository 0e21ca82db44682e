import type { RecallRef } from "../../lib/feed/wire.ts";
import { readNotice } from "./notices.ts";
import { MEASURE_WORDS, readable } from "./words.ts";

/** What a recall is called: its notice's headline, or who issued what while the notice cannot be shown. */
export async function recallTitle({ measure, issuer, notice }: Pick<RecallRef, "measure" | "issuer" | "notice">): Promise<string> {
  const checked = await readNotice(notice);
  return checked.notice?.headline ?? `${MEASURE_WORDS[measure]} by ${readable(issuer.name)}`;
}
