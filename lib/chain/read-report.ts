import { type Chain, type Hex, hexToBytes, type PublicClient, type Transport } from "viem";
import { MusterError } from "../domain/errors.ts";
import { batchId } from "../domain/ids.ts";
import { chainStep, type Report, unitsIn } from "../domain/report.ts";
import { reportsAbi } from "./abis.generated.ts";
import { decodeError } from "./decode-error.ts";
import type { Deployment } from "./deployments.ts";

export type FoundReport = Report & {
  /** How many units it lists. */
  count: number;
  revocation: { reason: string; tx: Hex } | null;
  tx: Hex;
};

/** A report as the chain's events tell it, with its bitmap. @throws MusterError `ReportsUnknown`. */
export async function readReport(
  reader: PublicClient<Transport, Chain>,
  { contracts, startBlock }: Deployment,
  id: number,
): Promise<FoundReport> {
  const at = { address: contracts.Reports, abi: reportsAbi, args: { reportId: id }, fromBlock: BigInt(startBlock), strict: true } as const;
  const [[made], [taken]] = await Promise.all([
    reader.getContractEvents({ ...at, eventName: "ReleasesReported" }),
    reader.getContractEvents({ ...at, eventName: "ReportRevoked" }),
  ]).catch((error) => {
    throw decodeError(error);
  });
  if (!made) throw new MusterError("ReportsUnknown", { reportId: id });
  const { timestamp } = await reader.getBlock({ blockHash: made.blockHash }).catch((error) => {
    throw decodeError(error);
  });
  const { batchId: batch, release, first, last, units } = made.args;
  return {
    ...{ id, batchId: batchId(batch), release, first, last, units, tx: made.transactionHash },
    reportedAt: chainStep(Number(timestamp)),
    revoked: taken !== undefined,
    count: units === "0x" ? last - first + 1 : unitsIn(hexToBytes(units)),
    revocation: taken ? { reason: taken.args.reason, tx: taken.transactionHash } : null,
  };
}
