import type { Evidence } from "../../lib/domain/kinds.ts";
import type { DeviceView, HistoryEntry, RecallView } from "../../lib/feed/wire.ts";
import { EVIDENCE_WORDS, readable } from "./words.ts";

/** One event of the chain as a sentence. */
export type Told = { text: string; detail?: string };

/** Arguments come in our words: ids in their text form, words for the numbers of lists. */
export function recallEntry({ name, args }: HistoryEntry, recall: RecallView): Told {
  switch (name) {
    case "RecallOpened":
      return { text: `Issued by ${readable(recall.issuer.name)}.` };
    case "FixOffered": {
      const fix = recall.fixes.find(({ model }) => model.id === args.modelId);
      if (!fix) return { text: "A fix was offered." };
      return {
        text: `${readable(fix.model.maker.name)} offered release ${readable(fix.release.version)} as the fix for ${readable(fix.model.name)}.`,
      };
    }
    case "RecallClosed":
      return { text: "Closed.", detail: readable(String(args.reason ?? "")) };
    default:
      return { text: name };
  }
}

export function deviceEntry({ name, args }: HistoryEntry, device: Pick<DeviceView, "releases">): Told {
  switch (name) {
    case "DeviceClaimed":
      return { text: "Claimed by its owner." };
    case "ReleaseStated": {
      const version = device.releases.find(({ sequence }) => sequence === args.release)?.version ?? `number ${args.release}`;
      return { text: `Stated to run release ${readable(version)}.`, detail: EVIDENCE_WORDS[args.evidence as Evidence] };
    }
    case "RecallAcknowledged":
      return { text: `The owner acknowledged recall ${args.recallId}.` };
    default:
      return { text: name };
  }
}
