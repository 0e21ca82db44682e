import type { DeviceView, HistoryEntry } from "../../lib/feed/wire.ts";
import { readableReason } from "./words.ts";

/** What a maker said of the claim to a device that stands now. */
export type MakerWord = { is: "awarded" | "taken-back"; reason: string; at: number };

const WORDS: Record<string, MakerWord["is"]> = { TitleAwarded: "awarded", AwardTakenBack: "taken-back" };

/** What has happened since the present claim began. */
const present = (history: readonly HistoryEntry[]): HistoryEntry[] =>
  history.slice(
    Math.max(
      0,
      history.findLastIndex(({ name }) => name === "RecoveryStarted"),
    ),
  );

/** The maker's last word on the present claim, with the reason that it gave to everybody; null when it said nothing. */
export function makerWord({ history }: Pick<DeviceView, "history">): MakerWord | null {
  const said = present(history).findLast(({ name }) => WORDS[name]);
  const is = said && WORDS[said.name];
  return is ? { is, reason: readableReason(said.args.reason), at: said.time } : null;
}

/** When the present claim began, and when the owner objected; null for what the history does not show. */
export function disputeDays({ history }: Pick<DeviceView, "history">): { claimed: number | null; objected: number | null } {
  const since = present(history);
  const started = since[0]?.name === "RecoveryStarted" ? since[0].time : null;
  return { claimed: started, objected: since.findLast(({ name }) => name === "RecoveryVetoed")?.time ?? null };
}
