import type { Address, Chain, Hex, PrivateKeyAccount, PublicClient, Transport } from "viem";
import { keccak256 } from "viem";
import type { Fees } from "../lib/domain/relay.ts";

/** A key and how it stands on the chain. Each key has its own line of numbered transactions. */
export type Line = {
  account: PrivateKeyAccount;
  balance: bigint;
  /** Transactions in the newest block, and in the newest that nothing can undo. */
  count: number;
  finalCount: number;
  /** It could not pay for one more act. */
  isShort: boolean;
};

/** Gas of one large act: an account that cannot pay that much is left out. */
const LARGE_ACT = 700_000n;

export async function readLine(reader: PublicClient<Transport, Chain>, account: PrivateKeyAccount, fees: Fees): Promise<Line> {
  const { address } = account;
  const [balance, count, finalCount] = await Promise.all([
    reader.getBalance({ address }),
    reader.getTransactionCount({ address, blockTag: "latest" }),
    reader.getTransactionCount({ address, blockTag: "finalized" }),
  ]);
  return { account, balance, count, finalCount, isShort: balance < LARGE_ACT * fees.maxFeePerGas };
}

type Unsigned = { chainId: number; nonce: number; to: Address; data: Hex; gas: bigint; fees: Fees };

/** A signed transaction and its hash, by which it is known before anybody has seen it. It never carries money. */
export async function sign(
  account: PrivateKeyAccount,
  { chainId, nonce, to, data, gas, fees }: Unsigned,
): Promise<{ raw: Hex; hash: Hex }> {
  const raw = await account.signTransaction({ type: "eip1559", chainId, nonce, to, data, gas, value: 0n, ...fees });
  return { raw, hash: keccak256(raw) };
}
