import { type Address, encodeFunctionData, type Hex } from "viem";
import { accessManagerAbi } from "../abis.generated.ts";
import { type At, type Call, callsOf } from "./call.ts";

type Register = At<"AccessManager">;
const call = callsOf("AccessManager", accessManagerAbi);

const dataOf = ({ abi, functionName, args }: Call): Hex => encodeFunctionData({ abi, functionName, args: args as unknown[] });

/** Announces what governance will do, as early as its delay allows. @param what A call from `organizations.ts`. */
export const announceAct = (register: Register, what: Call): Call => call(register, "schedule", what.address, dataOf(what), 0);

// An announced act is named by its target and data, as the register has them.

export const executeAct = (register: Register, target: Address, data: Hex): Call => call(register, "execute", target, data);

/** @param caller Who announced it. */
export const cancelAct = (register: Register, caller: Address, target: Address, data: Hex): Call =>
  call(register, "cancel", caller, target, data);
