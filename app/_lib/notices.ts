import type { Hex } from "viem";
import { decodeNotice, type Notice } from "../../lib/domain/notice-document.ts";
import { type Checked, checkedReader } from "./checked-document.ts";

/** A notice that was checked against its digest, or what is wrong with it. Nothing of a notice that failed is shown. */
export type CheckedNotice = { state: "checked"; notice: Notice } | { state: Exclude<Checked<Notice>["state"], "checked">; notice: null };

const read = checkedReader("notice", decodeNotice);

export async function readNotice(digest: Hex): Promise<CheckedNotice> {
  const checked = await read(digest);
  return checked.state === "checked" ? { state: "checked", notice: checked.content } : { state: checked.state, notice: null };
}
