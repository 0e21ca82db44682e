import type { Address } from "viem";
import type { Flag } from "../../../lib/domain/kinds.ts";
import type { DeviceView, HistoryEntry } from "../../../lib/feed/wire.ts";

/** What became of the offer behind a handover link. */
export type HandoverStanding =
  | { is: "open"; until: number }
  /** Offered, but the register moves no title while these hold. */
  | { is: "bound"; flags: Flag[] }
  | { is: "expired"; until: number }
  | { is: "taken-back" }
  /** The owner made another link since. */
  | { is: "replaced" }
  | { is: "used" }
  /** The device went to somebody in another way. */
  | { is: "moved" }
  /** The register knows of no such offer. */
  | { is: "unknown" };

/** What keeps a title with its owner; twin of `Handovers._checkTransferable`. */
const BINDING: readonly Flag[] = ["stolen", "contested", "retired", "provisional"];
const ENDINGS = ["HandoverOffered", "HandoverTakenBack", "TitleMoved"];

export const bindingFlags = ({ title }: Pick<DeviceView, "title">): Flag[] => BINDING.filter((flag) => title?.flags[flag]);

const isOfferTo = (key: Address, { name, args }: HistoryEntry): boolean =>
  name === "HandoverOffered" && String(args.key).toLowerCase() === key.toLowerCase();

/**
 * @param key That of the link.
 * @param now Unix time of the chain.
 */
export function handoverStanding(device: Pick<DeviceView, "title" | "history">, key: Address, now: number): HandoverStanding {
  const { history } = device;
  const offered = history.findLastIndex((entry) => isOfferTo(key, entry));
  if (offered < 0) return { is: "unknown" };
  const ending = history.slice(offered + 1).find(({ name }) => ENDINGS.includes(name));
  if (ending?.name === "HandoverOffered") return { is: "replaced" };
  if (ending?.name === "HandoverTakenBack") return { is: "taken-back" };
  if (ending) return ending.args.cause === "handover" ? { is: "used" } : { is: "moved" };
  const until = Number(history[offered]?.args.until);
  if (until < now) return { is: "expired", until };
  const flags = bindingFlags(device);
  return flags.length > 0 ? { is: "bound", flags } : { is: "open", until };
}
