import type { Chain, Hex, PublicClient, Transport } from "viem";
import { MusterError } from "../domain/errors.ts";
import { formatModelId, type ModelId } from "../domain/ids.ts";
import { catalogAbi } from "./abis.generated.ts";
import { decodeError } from "./decode-error.ts";
import type { Deployment } from "./deployments.ts";

export type PresentRelease = { sequence: number; version: string; digest: Hex };

/** A release that counts: published and not revoked. @throws MusterError `CatalogNoSuchRelease`. */
export async function readRelease(
  reader: PublicClient<Transport, Chain>,
  { contracts, startBlock }: Deployment,
  modelId: ModelId,
  sequence: number,
): Promise<PresentRelease> {
  const at = { address: contracts.Catalog, abi: catalogAbi } as const;
  const published = { eventName: "ReleasePublished", args: { modelId, sequence }, fromBlock: BigInt(startBlock), strict: true } as const;
  try {
    const [isCurrent, [log]] = await Promise.all([
      reader.readContract({ ...at, functionName: "isCurrent", args: [modelId, sequence] }),
      reader.getContractEvents({ ...at, ...published }),
    ]);
    if (!isCurrent || !log) throw new MusterError("CatalogNoSuchRelease", { modelId: formatModelId(modelId), sequence });
    return { sequence, version: log.args.version, digest: log.args.digest };
  } catch (error) {
    throw decodeError(error);
  }
}
