import type { Chain, Hex, PublicClient, Transport } from "viem";
import { type OrgId, orgId, type RecallId } from "../domain/ids.ts";
import { MEASURES, type Measure, SEVERITIES, type Severity, word } from "../domain/kinds.ts";
import { recallsAbi } from "./abis.generated.ts";
import { decodeError } from "./decode-error.ts";
import type { Deployment } from "./deployments.ts";

/** A recall as it stands on the chain, as far as the next step needs it. */
export type PresentRecall = { issuer: OrgId; version: number; measure: Measure; severity: Severity; notice: Hex };

/** @throws MusterError `RecallsUnknown`. */
export async function readRecall(reader: PublicClient<Transport, Chain>, { contracts }: Deployment, id: RecallId): Promise<PresentRecall> {
  const call = { address: contracts.Recalls, abi: recallsAbi, functionName: "recall", args: [id] } as const;
  const { issuer, version, measure, severity, notice } = await reader.readContract(call).catch((error) => {
    throw decodeError(error);
  });
  return { issuer: orgId(issuer), version, measure: word(MEASURES, measure), severity: word(SEVERITIES, severity), notice };
}
