import type { TransactionReceipt } from "viem";
import { createTestClient, http, parseEventLogs } from "viem";
import { batchesAbi, catalogAbi, disclosuresAbi, organizationsAbi, recallsAbi } from "../../lib/chain/abis.generated.ts";
import * as calls from "../../lib/chain/calls.ts";
import type { Deployment } from "../../lib/chain/deployments.ts";
import { draftDigest, issuerOf, releaseCall, type Step } from "../../lib/chain/draft.ts";
import { createSender, type Sender, send } from "../../lib/chain/send.ts";
import { type CastId, castMember } from "../../lib/domain/cast.ts";
import type { Finding } from "../../lib/domain/disclosure.ts";
import {
  type BatchId,
  batchId,
  type DisclosureId,
  disclosureId,
  type ModelId,
  modelIdFromChain,
  type OrgId,
  orgId,
  type RecallId,
  recallId,
} from "../../lib/domain/ids.ts";
import type { Permission } from "../../lib/domain/kinds.ts";

/** The register on a local chain in the hands of the cast: each verb with the ids that its events bring. */
export type World = {
  deployment: Deployment;
  as(member: CastId, call: calls.Call): Promise<TransactionReceipt>;
  admit(body: Omit<calls.Admission, "admin"> & { admin: CastId; operators: Partial<Record<CastId, Permission[]>> }): Promise<OrgId>;
  registerModel(by: CastId, model: calls.NewModel): Promise<ModelId>;
  registerBatch(by: CastId, batch: calls.NewBatch): Promise<BatchId>;
  /** Announces a step of a recall, for another key to release. */
  draft(by: CastId, step: Step): Promise<TransactionReceipt>;
  release(by: CastId, step: Step): Promise<TransactionReceipt>;
  /** Drafted by the colleague of whoever releases it. */
  openRecall(by: CastId, recall: calls.NewRecall): Promise<RecallId>;
  /** What the same person filed an hour ago or longer. */
  reveal(by: CastId, finding: Finding): Promise<DisclosureId>;
  /** Lets time go by on the chain. */
  letPass(seconds: number): Promise<void>;
};

/** Who drafts the recalls that each of them releases. */
const DRAFTERS: Partial<Record<CastId, CastId>> = { remy: "dana", nadia: "nils", rosa: "ravi" };

/** @param rpcUrl A node that holds the cast's accounts unlocked. */
export async function openWorld(rpcUrl: string, deployment: Deployment): Promise<World> {
  const senders = new Map<CastId, Promise<Sender>>();
  const senderOf = (member: CastId): Promise<Sender> => {
    const known =
      senders.get(member) ?? createSender(rpcUrl, deployment.chainId, { type: "json-rpc", address: castMember(member).address });
    senders.set(member, known);
    return known;
  };
  const as = async (member: CastId, call: calls.Call): Promise<TransactionReceipt> => send(await senderOf(member), call);
  const first = <Log>(logs: Log[]): Log => {
    if (!logs[0]) throw new Error("the transaction did not emit the event it should");
    return logs[0];
  };

  const draft: World["draft"] = (by, step) => as(by, calls.draftStep(deployment, issuerOf(step), draftDigest(step)));
  const release: World["release"] = (by, step) => as(by, releaseCall(deployment, step));

  return {
    deployment,
    as,
    draft,
    release,
    async admit({ operators, admin, ...body }) {
      const { logs } = await as("gus", calls.admit(deployment, { ...body, admin: castMember(admin).address }));
      const id = orgId(first(parseEventLogs({ abi: organizationsAbi, logs, eventName: "OrganizationAdmitted" })).args.orgId);
      for (const [member, permissions] of Object.entries(operators) as [CastId, Permission[]][]) {
        await as(admin, calls.setOperator(deployment, id, castMember(member).address, permissions));
      }
      return id;
    },
    async registerModel(by, model) {
      const { logs } = await as(by, calls.registerModel(deployment, model));
      return modelIdFromChain(first(parseEventLogs({ abi: catalogAbi, logs, eventName: "ModelRegistered" })).args.modelId);
    },
    async registerBatch(by, batch) {
      const { logs } = await as(by, calls.registerBatch(deployment, batch));
      return batchId(first(parseEventLogs({ abi: batchesAbi, logs, eventName: "BatchRegistered" })).args.batchId);
    },
    async openRecall(by, recall) {
      const drafter = DRAFTERS[by];
      if (!drafter) throw new Error(`${by} has no colleague who drafts recalls`);
      await draft(drafter, { step: "open", recall });
      const { logs } = await release(by, { step: "open", recall });
      return recallId(first(parseEventLogs({ abi: recallsAbi, logs, eventName: "RecallOpened" })).args.recallId);
    },
    async reveal(by, finding) {
      const { logs } = await as(by, calls.revealDisclosure(deployment, finding));
      return disclosureId(first(parseEventLogs({ abi: disclosuresAbi, logs, eventName: "DisclosureRevealed" })).args.disclosureId);
    },
    async letPass(seconds) {
      const node = createTestClient({ mode: "anvil", transport: http(rpcUrl) });
      await node.increaseTime({ seconds });
      // Acts are tried out in the newest block, whose time is the old one.
      await node.mine({ blocks: 1 });
    },
  };
}
