import type { Address, Chain, Hex, PublicClient, Transport } from "viem";
import { MusterError } from "../domain/errors.ts";
import { type BatchId, batchId, type ModelId, modelIdFromChain, type OrgId, orgId } from "../domain/ids.ts";
import { PERMISSIONS, type Permission } from "../domain/kinds.ts";
import { batchesAbi, organizationsAbi } from "./abis.generated.ts";
import { decodeError } from "./decode-error.ts";
import type { Deployment } from "./deployments.ts";

/** What the chain's events say, for those who work without an indexer. */
type Reader = PublicClient<Transport, Chain>;

export type Registration = { batchId: BatchId; modelId: ModelId; root: Hex; size: number; manifest: Hex; lot: string; tx: Hex };

/** Every batch, or one of them. */
export async function registrations(reader: Reader, { contracts, startBlock }: Deployment, only?: BatchId): Promise<Registration[]> {
  const logs = await reader
    .getContractEvents({
      address: contracts.Batches,
      abi: batchesAbi,
      eventName: "BatchRegistered",
      args: only === undefined ? {} : { batchId: BigInt(only) },
      fromBlock: BigInt(startBlock),
      strict: true,
    })
    .catch((error) => {
      throw decodeError(error);
    });
  return logs.map(({ args, transactionHash }) => ({
    batchId: batchId(args.batchId),
    modelId: modelIdFromChain(args.modelId),
    root: args.root,
    size: args.size,
    manifest: args.manifest,
    lot: args.lot,
    tx: transactionHash,
  }));
}

/** How a batch was registered. @throws MusterError `BatchesUnknown`. */
export async function registrationOf(reader: Reader, deployment: Deployment, id: BatchId): Promise<Registration> {
  const [found] = await registrations(reader, deployment, id);
  if (!found) throw new MusterError("BatchesUnknown", { batchId: id });
  return found;
}

/** The batch that committed this root, null when it is not registered. */
export async function registrationByRoot(reader: Reader, deployment: Deployment, root: Hex): Promise<Registration | null> {
  const all = await registrations(reader, deployment);
  return all.find((registration) => registration.root === root) ?? null;
}

/** Organisations in which an account holds a permission now. */
export async function organizationsOf(reader: Reader, deployment: Deployment, account: Address, permission: Permission): Promise<OrgId[]> {
  const logs = await reader
    .getContractEvents({
      address: deployment.contracts.Organizations,
      abi: organizationsAbi,
      eventName: "OperatorSet",
      args: { operator: account },
      fromBlock: BigInt(deployment.startBlock),
      strict: true,
    })
    .catch((error) => {
      throw decodeError(error);
    });
  // A later event replaces all permissions that an earlier one set.
  const current = new Map(logs.map(({ args }) => [args.orgId, args.permissions]));
  return [...current].filter(([, permissions]) => (permissions & PERMISSIONS[permission]) !== 0).map(([id]) => orgId(id));
}
