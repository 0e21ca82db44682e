import { type Hex, toHex } from "viem";
import type { Forger } from "../../../types/ethers-contracts/index.ts";
import { ethers } from "../fixture.ts";

/** Attempts in one call: as many as its gas allows, with room. */
const BATCH = 250;
const ACCEPTED = "0x00000000";

export async function deployForger(): Promise<Forger> {
  return (await ethers.deployContract("Forger")) as unknown as Forger;
}

/**
 * Tries calls against a contract, none of which may succeed, and counts how they were refused.
 * @returns Attempts by the name of the refusal; `accepted` for those that were not refused.
 */
export async function tryAll(
  forger: Forger,
  target: { getAddress(): Promise<string>; interface: { getError(selector: string): { name: string } | null } },
  calls: Iterable<string>,
): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  const address = await target.getAddress();
  const flush = async (batch: string[]) => {
    for (const answer of await forger.attempt.staticCall(address, batch)) {
      const name = answer === ACCEPTED ? "accepted" : (target.interface.getError(answer)?.name ?? answer);
      counts[name] = (counts[name] ?? 0) + 1;
    }
  };
  let batch: string[] = [];
  for (const call of calls) {
    batch.push(call);
    if (batch.length === BATCH) {
      await flush(batch);
      batch = [];
    }
  }
  if (batch.length > 0) await flush(batch);
  return counts;
}

/** The same bytes with one bit turned. */
export function flipBit(bytes: string, bit: number): Hex {
  const place = 2 + 2 * (bit >> 3);
  const byte = Number.parseInt(bytes.slice(place, place + 2), 16) ^ (1 << (bit & 7));
  return `${bytes.slice(0, place)}${byte.toString(16).padStart(2, "0")}${bytes.slice(place + 2)}` as Hex;
}

/** A signature r ‖ s (‖ v) with the other value of s that fits. */
export function flipS(signature: string, order: bigint): Hex {
  const s = toHex(order - BigInt(`0x${signature.slice(66, 130)}`), { size: 32 }).slice(2);
  const v = { "": "", "1b": "1c", "1c": "1b" }[signature.slice(130)];
  return `${signature.slice(0, 66)}${s}${v}` as Hex;
}
