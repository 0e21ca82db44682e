import type { ContractTransactionResponse } from "ethers";
import { type Hex, keccak256, stringToBytes } from "viem";

/** Gas that the network charged for a transaction, refunds deducted. */
export async function gasOf(sent: Promise<ContractTransactionResponse>): Promise<number> {
  const receipt = await (await sent).wait();
  if (!receipt) throw new Error("the transaction was not included");
  return Number(receipt.gasUsed);
}

/** 32 bytes that look like any hash, the same in every run, so that figures of two runs can be compared. */
export const hash = (label: string): Hex => keccak256(stringToBytes(label));
