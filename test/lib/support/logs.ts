import { type Abi, type AbiEvent, encodeAbiParameters, encodeEventTopics, getAbiItem, type Hex, keccak256, toHex } from "viem";
import { batchesAbi, catalogAbi, devicesAbi, recallsAbi, reportsAbi } from "../../../lib/chain/abis.generated.ts";
import type { AuditClient, AuditedDeployment } from "../../../lib/chain/audit/reader.ts";

const ABIS = { Catalog: catalogAbi, Batches: batchesAbi, Devices: devicesAbi, Reports: reportsAbi, Recalls: recallsAbi } as const;
type Contract = keyof typeof ABIS;
const address = (contract: Contract): Hex => `0x${toHex(contract).slice(2).padStart(40, "0")}`;

/** Where the register of `fakeChain` is. */
export const deployment: AuditedDeployment = {
  startBlock: 1,
  contracts: Object.fromEntries(Object.keys(ABIS).map((name) => [name, address(name as Contract)])) as AuditedDeployment["contracts"],
};

export type Written = { block: number; contract: Contract; event: string; args: Record<string, unknown> };

function encode({ block, contract, event, args }: Written, logIndex: number) {
  const abi = ABIS[contract] as Abi;
  const { inputs } = getAbiItem({ abi, name: event }) as AbiEvent;
  const plain = inputs.filter(({ indexed }) => !indexed);
  return {
    address: address(contract),
    topics: encodeEventTopics({ abi, eventName: event, args } as never) as Hex[],
    data: encodeAbiParameters(
      plain,
      plain.map(({ name }) => args[name as string]),
    ),
    blockNumber: toHex(block),
    logIndex: toHex(logIndex),
  };
}

type Filter = { address: Hex; topics: (Hex | Hex[] | null)[]; fromBlock: Hex; toBlock: Hex };

/** A node with the given logs. A block comes every hour. */
export function fakeChain(
  written: readonly Written[],
  { roots = {}, timed = true }: { roots?: Record<number, Hex>; timed?: boolean } = {},
) {
  const logs = written.map(encode);
  const state = { hashes: "a chain", blocksAsked: 0 };
  const block = (number: number) => ({
    number: BigInt(number),
    hash: keccak256(toHex(`${state.hashes} ${number}`)),
    timestamp: time(number),
  });
  const time = (number: number): bigint => BigInt(number * 3_600);
  const request = async ({ params: [{ address: of, topics, fromBlock, toBlock }] }: { params: [Filter] }) =>
    logs
      .filter((log) => log.address === of && Number(fromBlock) <= Number(log.blockNumber) && Number(log.blockNumber) <= Number(toBlock))
      .filter((log) => topics.every((wanted, i) => wanted === null || [wanted].flat().includes(log.topics[i] as Hex)))
      .map((log) => (timed ? { ...log, blockTimestamp: toHex(time(Number(log.blockNumber))) } : log));
  const client = {
    request,
    getBlock: async ({ blockNumber }: { blockNumber?: bigint }) => {
      state.blocksAsked++;
      return block(Number(blockNumber ?? 1_000));
    },
    readContract: async ({ args: [id] }: { args: [number] }) => ({ root: roots[id] }),
  };
  return { client: client as unknown as AuditClient, state };
}
