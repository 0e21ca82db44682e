import type { Abi, Address } from "viem";
import type { ContractName } from "../deployments.ts";

/** A call that any client can send. */
export type Call = { address: Address; abi: Abi; functionName: string; args: readonly unknown[] };

/** Where a contract is. */
export type At<Name extends ContractName> = { contracts: Record<Name, Address> };

/** The calls of one contract. */
export const callsOf =
  <Name extends ContractName>(contract: Name, abi: Abi) =>
  ({ contracts }: At<Name>, functionName: string, ...args: unknown[]): Call => ({ address: contracts[contract], abi, functionName, args });
