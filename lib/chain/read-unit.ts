import type { Address, Chain, PublicClient, Transport } from "viem";
import type { CarriedAct } from "../domain/carried-acts.ts";
import { MusterError } from "../domain/errors.ts";
import { batchId, batchOf, modelIdFromChain, type OrgId, orgOf } from "../domain/ids.ts";
import { EVIDENCES, FLAGS, RECOVERY_STATES, REMEDIES } from "../domain/kinds.ts";
import { passkeyAddress } from "../domain/passkey.ts";
import type { UnitFacts } from "../domain/relay.ts";
import { batchesAbi, devicesAbi, recallsAbi, reportsAbi } from "./abis.generated.ts";
import { decodeError } from "./decode-error.ts";
import type { Deployment } from "./deployments.ts";

type Reader = PublicClient<Transport, Chain>;
type Register = Pick<Deployment, "contracts">;

/** Acknowledgements stand in the log only. One that is older than this belongs to no act under way; nodes limit how far one asks. */
const LOG_BLOCKS = 2_000n;

/** @throws MusterError `BatchesUnknown`. */
export async function makerOf(reader: Reader, { contracts }: Register, { deviceId }: CarriedAct): Promise<OrgId> {
  const question = { address: contracts.Batches, abi: batchesAbi, functionName: "batch", args: [BigInt(batchOf(deviceId))] } as const;
  const { modelId } = await reader.readContract(question).catch((error) => {
    throw decodeError(error);
  });
  if (modelId === 0n) throw new MusterError("BatchesUnknown", { batchId: batchOf(deviceId) });
  return orgOf(modelIdFromChain(modelId));
}

/** How the unit that an act is about stands now. */
export async function readUnit(reader: Reader, { contracts }: Register, act: CarriedAct): Promise<UnitFacts> {
  const devices = { address: contracts.Devices, abi: devicesAbi, args: [act.deviceId] } as const;
  const [record, offer, recovery] = await Promise.all([
    reader.readContract({ ...devices, functionName: "device" }),
    reader.readContract({ ...devices, functionName: "offer" }),
    reader.readContract({ ...devices, functionName: "recovery" }),
  ]);
  const has = (flag: number): boolean => (record.flags & flag) !== 0;
  return {
    owner: record.owner,
    release: record.release,
    evidence: EVIDENCES[record.evidence] ?? "none",
    stolen: has(FLAGS.stolen),
    retired: has(FLAGS.retired),
    offer: { key: offer.key, until: offer.until },
    recovery: { claimant: recovery.claimant, state: RECOVERY_STATES[recovery.state] ?? "none" },
    swap: await readSwap(reader, contracts.Reports, act),
    ...(await readAnswers(reader, contracts.Recalls, act, record)),
    account: await readAccount(reader, contracts, act),
  };
}

/** The account of the passkey that the act names. */
async function readAccount(reader: Reader, contracts: Register["contracts"], act: CarriedAct): Promise<UnitFacts["account"]> {
  if (act.verb !== "CreateAccount") return null;
  const address = passkeyAddress(contracts, act);
  return { address, isMade: (await reader.getCode({ address })) !== undefined };
}

/** What stands in place of the part that the act names. */
async function readSwap(reader: Reader, reports: Address, act: CarriedAct): Promise<UnitFacts["swap"]> {
  if (act.verb !== "SwapPart") return null;
  const args = [act.deviceId, act.position] as const;
  const swap = await reader.readContract({ address: reports, abi: reportsAbi, functionName: "partSwap", args });
  if ((EVIDENCES[swap.evidence] ?? "none") === "none") return null;
  return { batchId: swap.batchId === 0n ? null : batchId(Number(swap.batchId)) };
}

/** What the present owner has answered to the recall that the act names. */
async function readAnswers(reader: Reader, recalls: Address, act: CarriedAct, { owner, epoch }: { owner: Address; epoch: number }) {
  if (act.verb === "StateRemedy") {
    const args = [act.recallId, act.deviceId] as const;
    const given = await reader.readContract({ address: recalls, abi: recallsAbi, functionName: "remedyOf", args });
    return { acknowledged: false, remedy: given.epoch === epoch ? (REMEDIES[given.remedy] ?? "none") : "none" } as const;
  }
  if (act.verb !== "Acknowledge") return { acknowledged: false, remedy: "none" } as const;
  const head = await reader.getBlockNumber({ cacheTime: 0 });
  const logs = await reader.getContractEvents({
    ...{ address: recalls, abi: recallsAbi, eventName: "RecallAcknowledged" },
    args: { recallId: act.recallId, deviceId: act.deviceId, owner },
    fromBlock: head > LOG_BLOCKS ? head - LOG_BLOCKS : 0n,
  });
  return { acknowledged: logs.length > 0, remedy: "none" } as const;
}
