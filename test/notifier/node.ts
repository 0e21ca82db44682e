import { createServer } from "node:http";
import { type AbiEvent, type Address, encodeAbiParameters, encodeEventTopics, type Hex, numberToHex } from "viem";
import { recallsAbi } from "../../lib/chain/abis.generated.ts";
import type { Deployment } from "../../lib/chain/deployments.ts";
import type { RecallEventName } from "../../lib/domain/recall-event.ts";

export type FakeLog = {
  recallId: number;
  block: number;
  contract?: Address /** 1 unless given. */;
  version?: number;
  withdrawn?: boolean /** Which event it is, where that does not say it. */;
  name?: RecallEventName;
};

/** A node of which the test decides what is final and which logs it has. */
export type FakeNode = {
  url: string;
  finalized: number;
  /** Newest block; the finalized one unless set. */
  newest: number;
  /** From this block on, the chain has other blocks than it had first. */
  forkedFrom: number;
  chainId: number;
  /** Recalls by the transactions that opened and amended them. */
  opened: Map<Hex, FakeLog>;
  close(): void;
};

const RECALLS: Address = "0x00000000000000000000000000000000000000c5";
const SOMEONE: Address = "0x0000000000000000000000000000000000000001";

export const deployment: Deployment = {
  format: "muster-deployment/1",
  chainId: 31337,
  startBlock: 0,
  deployer: SOMEONE,
  governor: SOMEONE,
  delay: 0,
  compiler: "0.8.37",
  contracts: {
    AccessManager: SOMEONE,
    Organizations: SOMEONE,
    Catalog: SOMEONE,
    Batches: SOMEONE,
    Devices: SOMEONE,
    Reports: SOMEONE,
    Recalls: RECALLS,
    Disclosures: SOMEONE,
    Networks: SOMEONE,
    PasskeyAccount: SOMEONE,
    PasskeyAccounts: SOMEONE,
    P256Verifier: SOMEONE,
  },
};

type Call = { id: number; method: string; params: unknown[] };

const unindexed = (name: string) => {
  const event = recallsAbi.find((item) => item.type === "event" && item.name === name) as AbiEvent;
  return event.inputs.filter(({ indexed }) => !indexed);
};

/** The log of the first version, of a later one, of the withdrawal, or of what else happens to a recall. */
function logOf({ recallId, name, version = name === "RecallAmended" ? 2 : 1, withdrawn = name === "RecallWithdrawn" }: FakeLog) {
  const digest = `0x${"00".repeat(32)}` as const;
  if (name === "FixOffered")
    return {
      topics: encodeEventTopics({ abi: recallsAbi, eventName: name, args: { recallId, modelId: 1n } }),
      data: encodeAbiParameters(unindexed(name), [2]),
    };
  if (name === "RecallClosed")
    return {
      topics: encodeEventTopics({ abi: recallsAbi, eventName: name, args: { recallId, author: SOMEONE } }),
      data: encodeAbiParameters(unindexed(name), ["all are fixed"]),
    };
  if (withdrawn)
    return {
      topics: encodeEventTopics({ abi: recallsAbi, eventName: "RecallWithdrawn", args: { recallId, author: SOMEONE } }),
      data: encodeAbiParameters(unindexed("RecallWithdrawn"), ["it was a mistake"]),
    };
  if (version === 1)
    return {
      topics: encodeEventTopics({ abi: recallsAbi, eventName: "RecallOpened", args: { recallId, issuer: 9, author: SOMEONE } }),
      data: encodeAbiParameters(unindexed("RecallOpened"), [1, 1, 3, 1, digest, []]),
    };
  return {
    topics: encodeEventTopics({ abi: recallsAbi, eventName: "RecallAmended", args: { recallId, author: SOMEONE } }),
    data: encodeAbiParameters(unindexed("RecallAmended"), [version, 1, 3, digest, [], "more is known"]),
  };
}

const hashOf = (block: number, { forkedFrom }: FakeNode): Hex => numberToHex(block + (block >= forkedFrom ? 0xf0000000 : 0), { size: 32 });

function receipt(hash: Hex, log: FakeLog, node: FakeNode) {
  const { block, contract = RECALLS } = log;
  const at = {
    blockNumber: numberToHex(block),
    blockHash: hashOf(block, node),
    transactionHash: hash,
    transactionIndex: "0x0",
  };
  return { ...at, status: "0x1", logs: [{ ...at, address: contract, ...logOf(log), logIndex: "0x0", removed: false }] };
}

function answer({ method, params }: Call, node: FakeNode): unknown {
  if (method === "eth_chainId") return numberToHex(node.chainId);
  if (method === "eth_getBlockByNumber") {
    const tags: Record<string, number> = { finalized: node.finalized, latest: Math.max(node.newest, node.finalized) };
    const number = tags[params[0] as string] ?? Number(params[0]);
    return { number: numberToHex(number), hash: hashOf(number, node), timestamp: "0x1", transactions: [] };
  }
  const hash = params[0] as Hex;
  const opened = method === "eth_getTransactionReceipt" ? node.opened.get(hash) : undefined;
  return opened ? receipt(hash, opened, node) : null;
}

export function startNode(): Promise<FakeNode> {
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += chunk;
    const call = JSON.parse(body) as Call;
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify({ jsonrpc: "2.0", id: call.id, result: answer(call, node) }));
  });
  const node: FakeNode = {
    url: "",
    finalized: 100,
    newest: 0,
    forkedFrom: Infinity,
    chainId: deployment.chainId,
    opened: new Map(),
    close: () => server.close(),
  };
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      node.url = `http://127.0.0.1:${(server.address() as { port: number }).port}`;
      resolve(node);
    });
  });
}
