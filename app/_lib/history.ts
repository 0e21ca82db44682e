import type { Basis, Evidence, TitleCause } from "../../lib/domain/kinds.ts";
import type { DeviceView, HistoryEntry, RecallView } from "../../lib/feed/wire.ts";
import { EVIDENCE_WORDS, readable, readableReason } from "./words.ts";

/** One event of the chain as a sentence. */
export type Told = { text: string; detail?: string };

const reasonOf = ({ reason }: HistoryEntry["args"]): string => readableReason(reason);

const REPLIES: Record<string, string> = {
  affected: "says that its products are affected",
  "not-affected": "says that its products are not affected",
  investigating: "is investigating whether its products are affected",
};

/** Arguments come in our words: ids in their text form, words for the numbers of lists. */
export function recallEntry({ name, args }: HistoryEntry, recall: RecallView): Told {
  switch (name) {
    case "RecallOpened":
      return { text: `Issued by ${readable(recall.issuer.name)}.` };
    case "RecallAmended":
      return { text: `Amended to version ${args.version}.`, detail: reasonOf(args) };
    case "FixOffered": {
      const fix = recall.fixes.find(({ model }) => model.id === args.modelId);
      if (!fix) return { text: "A fix was offered." };
      // An earlier one, which was raised since, is known by its number only.
      const release = fix.release.sequence === args.sequence ? readable(fix.release.version) : `number ${args.sequence}`;
      return { text: `${readable(fix.model.maker.name)} offered release ${release} as the fix for ${readable(fix.model.name)}.` };
    }
    case "MakerReplied": {
      const maker = recall.makers.find((asked) => asked.maker.id === args.maker)?.maker;
      return { text: `${maker ? readable(maker.name) : "A maker"} ${REPLIES[String(args.reply)] ?? "has replied"}.` };
    }
    case "RecallClosed":
      return { text: "Closed: its issuer says that the work is done.", detail: reasonOf(args) };
    case "RecallWithdrawn":
      return { text: "Withdrawn: it was a mistake.", detail: reasonOf(args) };
    default:
      return { text: name };
  }
}

const CAUSES: Record<TitleCause, string> = {
  "device-proof": "The device itself named its owner.",
  handover: "Handed over to its next owner.",
  recovery: "Given to whoever recovered it.",
  award: "Awarded by its maker.",
};
const BASIS_WORDS: Record<Basis, string> = { code: "with the code from its box", device: "with the device itself" };

export function deviceEntry({ name, args }: HistoryEntry, device: Pick<DeviceView, "releases">): Told {
  switch (name) {
    case "DeviceClaimed":
      return { text: "Claimed by its owner." };
    case "TitleMoved":
      return { text: CAUSES[args.cause as TitleCause] ?? "It has another owner." };
    case "ReleaseStated": {
      const version = device.releases.find(({ sequence }) => sequence === args.release)?.version ?? `number ${args.release}`;
      return { text: `Stated to run release ${readable(version)}.`, detail: EVIDENCE_WORDS[args.evidence as Evidence] };
    }
    case "RecallAcknowledged":
      return { text: `The owner acknowledged recall ${args.recallId}.` };
    case "RemedyRecorded":
      return { text: `In recall ${args.recallId}: ${args.remedy}.`, detail: EVIDENCE_WORDS[args.evidence as Evidence] };
    case "PartSwapped":
      return {
        text: `Part number ${args.position} was ${Number(args.batchId) === 0 ? "removed" : "replaced"}.`,
        detail: EVIDENCE_WORDS[args.evidence as Evidence],
      };
    case "StolenSet":
      return { text: args.stolen ? "Reported stolen by its owner." : "Found again, its owner says." };
    case "DeviceRetired":
      return { text: "Taken out of use by its owner." };
    case "HandoverOffered":
      return { text: "Offered to a next owner." };
    case "HandoverTakenBack":
      return { text: "The offer to a next owner was taken back." };
    case "RecoveryStarted":
      return { text: `Somebody else claims it, ${BASIS_WORDS[args.basis as Basis] ?? "with a proof"}.` };
    case "RecoveryVetoed":
      return { text: "The owner objected to the other claim." };
    case "TitleAwarded":
      return { text: "Its maker awards it to the other claimant.", detail: reasonOf(args) };
    case "AwardTakenBack":
      return { text: "Its maker took the award back.", detail: reasonOf(args) };
    default:
      return { text: name };
  }
}
