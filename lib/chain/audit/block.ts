import { BlockNotFoundError, type Hex } from "viem";
import { MusterError } from "../../domain/errors.ts";
import { decodeError } from "../decode-error.ts";
import type { AuditClient } from "./reader.ts";

/** The block up to which figures are recomputed. Whoever has its hash can ask any other node for the same. */
export type AuditBlock = { number: number; hash: Hex; timestamp: number };

/** @param which Its number; without one, the newest that is final. @throws MusterError `block-unknown`, `chain-unreachable`. */
export async function readAuditBlock(client: Pick<AuditClient, "getBlock">, which?: number): Promise<AuditBlock> {
  const asked = which === undefined ? client.getBlock({ blockTag: "finalized" }) : client.getBlock({ blockNumber: BigInt(which) });
  const { number, hash, timestamp } = await asked.catch((error: unknown) => {
    if (error instanceof BlockNotFoundError) throw new MusterError("block-unknown", { block: which ?? "finalized" }, { cause: error });
    throw decodeError(error);
  });
  return { number: Number(number), hash, timestamp: Number(timestamp) };
}

/** @throws MusterError `chain-reorganised` when the chain has taken the block back while its logs were read. */
export async function checkUnchanged(client: Pick<AuditClient, "getBlock">, { number, hash }: AuditBlock): Promise<void> {
  const now = await readAuditBlock(client, number);
  if (now.hash !== hash) throw new MusterError("chain-reorganised", { block: number });
}
