import { encodeFunctionData, hexToBytes, zeroAddress } from "viem";
import { releaseCall, type Step } from "./draft.ts";

/**
 * What the release of a step costs, before there is a draft of it that a node could try. Calldata and storage are exact;
 * the rest was measured, and test/indexer/previews.suite.ts compares it with receipts.
 */
const GAS = {
  transaction: 21_000,
  zeroByte: 4,
  otherByte: 16,
  /** Authorising, using the draft, the record of the case, and the event without what it names. */
  open: 82_500,
  amend: 36_000,
  end: 22_500,
  /** Telling those who show titles, when an amendment names units. */
  announce: 13_000,
  /** One slot of storage, a look at what the item names, and its part of the event. */
  item: 33_000,
  /** A slot, a look into the catalogue and an event, by the price list of the chain. */
  fix: 32_000,
};

export function releaseGas(step: Step): number {
  const data = hexToBytes(encodeFunctionData(releaseCall({ contracts: { Recalls: zeroAddress } }, step)));
  const bytes = data.reduce((sum, byte) => sum + (byte === 0 ? GAS.zeroByte : GAS.otherByte), GAS.transaction);
  if (step.step === "open") return bytes + GAS.open + GAS.item * step.recall.scope.length + GAS.fix * step.recall.fixes.length;
  if (step.step === "amend") {
    const { length } = step.amendment.added;
    return bytes + GAS.amend + GAS.item * length + (length > 0 ? GAS.announce : 0);
  }
  return bytes + GAS.end;
}
