import { setTimeout as sleep } from "node:timers/promises";
import hre from "hardhat";
import {
  type Abi,
  type Address,
  decodeFunctionResult,
  encodeFunctionData,
  formatTransactionReceipt,
  type Hex,
  type Log,
  type RpcTransactionReceipt,
  toHex,
  zeroHash,
} from "viem";
import type { Call } from "../../../lib/chain/calls.ts";
import { type DeviceId, indexOf, type RecallId } from "../../../lib/domain/ids.ts";
import { type Report, reportProof } from "../../../lib/domain/report.ts";
import type { Register } from "../fixture.ts";

type Rpc = (method: string, ...params: unknown[]) => Promise<unknown>;

/** A chain on which anyone may send anything at any time, many times a second. */
export type Driver = {
  /** Time of the newest block. */
  now(): number;
  /** Sends a call after `seconds`, and fails where it fails. @returns Its logs. */
  send(from: Address, call: Call, seconds?: number): Promise<Log[]>;
  /** What the newest transaction cost. */
  gas(): number;
  /** Lets time pass until the next transaction. */
  wait(seconds: number): void;
  /** An account that can pay. */
  account(seed: string): Promise<Address>;
  /** What the contracts say of units and recalls, by `contracts/mocks/Probe.sol`. */
  ask(questions: Question[]): Promise<Hex[]>;
};

type Question = { deviceId: DeviceId; recallIds: RecallId[]; reports: readonly Report[] };

/** Far more than any block has: the probe searches. */
const CALL_GAS = 100_000_000_000n;

export async function drive({ chain, deployment: { contracts } }: Pick<Register, "chain" | "deployment">): Promise<Driver> {
  const rpc: Rpc = (method, ...params) => chain.request({ method, params } as never);
  await rpc("anvil_autoImpersonateAccount", true);
  let clock = Number((await chain.getBlock()).timestamp);
  let [accounts, gas] = [0, 0];

  const account: Driver["account"] = async (seed) => {
    const address = `0x${toHex(`${seed} ${accounts++}`).slice(2).padStart(40, "7").slice(-40)}` as Address;
    await rpc("anvil_setBalance", address, toHex(10n ** 24n));
    return address;
  };
  const transact = async (from: Address, request: { to?: Address; data: Hex }, what: string) => {
    await rpc("evm_setNextBlockTimestamp", clock);
    const hash = (await rpc("eth_sendTransaction", { from, gas: toHex(12_000_000n), ...request })) as Hex;
    const receipt = await included(rpc, hash);
    gas = Number(receipt.gasUsed);
    if (receipt.status === "0x1") return formatTransactionReceipt(receipt);
    const reason = await rpc("eth_call", { from, ...request }, "latest").then(String, ({ details, message }) => details ?? message);
    throw new Error(`${what} was refused: ${reason}`);
  };

  const { abi, bytecode } = await hre.artifacts.readArtifact("Probe");
  const args = [contracts.Batches, contracts.Reports, contracts.Recalls].map((address) => address.slice(2).padStart(64, "0")).join("");
  clock++;
  const { contractAddress } = await transact(await account("prober"), { data: `${bytecode}${args}` as Hex }, "Probe");

  return {
    now: () => clock,
    gas: () => gas,
    wait: (seconds) => {
      clock += seconds;
    },
    account,
    async send(from, call, seconds = 1) {
      clock += seconds;
      const data = encodeFunctionData(call);
      return (await transact(from, { to: call.address, data }, `${call.functionName} ${JSON.stringify(call.args, plain)}`)).logs;
    },
    async ask(questions) {
      const asked = await Promise.all(
        questions.map(async ({ deviceId, recallIds, reports }) => ({
          ...{ deviceId, recallIds },
          shown: await Promise.all(
            reports.map(async (report) => {
              const inRange = report.first <= indexOf(deviceId) && indexOf(deviceId) <= report.last;
              const shown = inRange ? await reportProof(report, indexOf(deviceId)) : { word: zeroHash, proof: [] };
              return { reportId: report.id, ...shown };
            }),
          ),
        })),
      );
      const call = { abi: abi as Abi, functionName: "answers", args: [asked] };
      const request = { to: contractAddress, data: encodeFunctionData(call), gas: toHex(CALL_GAS) };
      const data = (await rpc("eth_call", request, "latest")) as Hex;
      return decodeFunctionResult({ abi: abi as Abi, functionName: "answers", data }) as Hex[];
    },
  };
}

/** The chain mines at once, though not before it answers. */
async function included(rpc: Rpc, hash: Hex): Promise<RpcTransactionReceipt> {
  for (const until = Date.now() + 10_000; Date.now() < until; await sleep(1)) {
    const receipt = (await rpc("eth_getTransactionReceipt", hash)) as RpcTransactionReceipt | null;
    if (receipt) return receipt;
  }
  throw new Error(`transaction ${hash} was not included`);
}

const plain = (_: string, value: unknown) => (typeof value === "bigint" ? `${value}` : value);
