import {
  type Account,
  type Chain,
  createPublicClient,
  createWalletClient,
  defineChain,
  type Hex,
  http,
  type PublicClient,
  type TransactionReceipt,
  type Transport,
  type WalletClient,
} from "viem";
import { MusterError } from "../domain/errors.ts";
import type { Call } from "./calls.ts";
import { decodeError, errorsAbi } from "./decode-error.ts";

export type Sender = { public: PublicClient<Transport, Chain>; wallet: WalletClient<Transport, Chain, Account> };

export const chainOf = (chainId: number, rpcUrl: string): Chain =>
  defineChain({
    id: chainId,
    name: chainId === 31337 ? "Local chain" : `Chain ${chainId}`,
    nativeCurrency: { name: "Ether", symbol: "ETH", decimals: 18 },
    rpcUrls: { default: { http: [rpcUrl] } },
  });

/** A client that only reads. @throws MusterError `wrong-chain` or `chain-unreachable`. */
export async function createReader(rpcUrl: string, chainId: number): Promise<Sender["public"]> {
  const reader = createPublicClient({ chain: chainOf(chainId, rpcUrl), transport: http(rpcUrl), pollingInterval: 100 });
  const actual = await reader.getChainId().catch((error) => {
    throw decodeError(error);
  });
  if (actual !== chainId) throw new MusterError("wrong-chain", { actual, expected: chainId });
  return reader;
}

/** Clients for one account. @throws MusterError `wrong-chain` or `chain-unreachable`. */
export async function createSender(rpcUrl: string, chainId: number, account: Account): Promise<Sender> {
  const reader = await createReader(rpcUrl, chainId);
  return { public: reader, wallet: createWalletClient({ chain: reader.chain, transport: http(rpcUrl), account }) };
}

/** Gas that a call would use. @throws MusterError when the contract would refuse it. */
export async function estimateGas({ public: reader, wallet }: Sender, call: Call): Promise<bigint> {
  const abi = [...call.abi, ...errorsAbi.filter((item) => !call.abi.includes(item))];
  return reader.estimateContractGas({ ...call, abi, account: wallet.account }).catch((error) => {
    throw decodeError(error);
  });
}

/** What a call would do now, as its sender would send it. @throws MusterError when the contract would refuse it. */
async function simulate({ public: reader, wallet }: Sender, call: Call) {
  const abi = [...call.abi, ...errorsAbi.filter((item) => !call.abi.includes(item))];
  return reader.simulateContract({ ...call, abi, account: wallet.account }).catch((error) => {
    throw decodeError(error);
  });
}

/** @throws MusterError when the contract would refuse the call. */
export async function check(sender: Sender, call: Call): Promise<void> {
  await simulate(sender, call);
}

/** What a call waits for, once it is known that the contract will accept it. */
export type Waiting = { for: "signature" } | { for: "inclusion"; hash: Hex };

/**
 * Sends a call and waits until it is included. It is simulated first, so that a refusal costs nothing and comes with
 * its reason.
 * @param onWaiting Told at each step, for those who show a person how far it is.
 * @throws MusterError for everything in the error table.
 */
export async function send(
  sender: Sender,
  call: Call,
  onWaiting: (waiting: Waiting) => void = () => undefined,
): Promise<TransactionReceipt> {
  const { public: reader, wallet } = sender;
  try {
    const { request } = await simulate(sender, call);
    onWaiting({ for: "signature" });
    const hash = await wallet.writeContract(request);
    onWaiting({ for: "inclusion", hash });
    const receipt = await reader.waitForTransactionReceipt({ hash });
    if (receipt.status !== "success") throw new MusterError("transaction-failed", { hash });
    return receipt;
  } catch (error) {
    throw decodeError(error);
  }
}
