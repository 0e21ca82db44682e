import { type Address, type Chain, encodeFunctionData, type Hex, type PublicClient, type Transport } from "viem";
import type { Call } from "../lib/chain/calls.ts";
import { callOf } from "../lib/chain/carried-acts.ts";
import { decodeError, errorsAbi } from "../lib/chain/decode-error.ts";
import type { Deployment } from "../lib/chain/deployments.ts";
import { readUnit } from "../lib/chain/read-unit.ts";
import { MusterError } from "../lib/domain/errors.ts";
import { formatDeviceId } from "../lib/domain/ids.ts";
import { gasLimit, isAccountWanted, isDone, SPONSORED } from "../lib/domain/relay.ts";
import type { Carried } from "../lib/domain/relay-wire.ts";

export type Verdict =
  | { is: "good"; gas: bigint }
  /** The chain shows already what the act would do. */
  | { is: "done" }
  | { is: "refused"; reason: MusterError };

/** The call of an act, the only one that is ever signed for it. */
export const carriedCall = ({ contracts }: Deployment, carried: Carried): Call =>
  callOf({ contracts }, carried.act, "signed" in carried ? carried.signed : undefined);

const idOf = ({ act }: Carried) => ({ deviceId: formatDeviceId(act.deviceId) });

export const encode = (call: Call): Hex => encodeFunctionData(call);

/** Whether the contract would take an act now, and what that costs. */
export function createJudge(reader: PublicClient<Transport, Chain>, deployment: Deployment, from: Address) {
  /** @throws What is not the contract's refusal, such as `chain-unreachable`. */
  async function simulate(carried: Carried): Promise<bigint | MusterError> {
    const call = carriedCall(deployment, carried);
    const abi = [...call.abi, ...errorsAbi.filter((item) => !call.abi.includes(item))];
    const { gas } = SPONSORED[carried.act.verb];
    try {
      // On the newest block: among what is pending there may be this very act.
      return await reader.estimateContractGas({ ...call, abi, account: from, gas, blockTag: "latest" });
    } catch (error) {
      const decoded = decodeError(error);
      if (decoded instanceof MusterError && decoded.code !== "chain-unreachable") return decoded;
      if (/gas/i.test((decoded as Error).message) && !(decoded instanceof MusterError)) return new MusterError("relay-too-costly");
      throw decoded;
    }
  }

  return async (carried: Carried): Promise<Verdict> => {
    const { verb } = carried.act;
    if (verb === "CreateAccount") {
      // The contract makes any account, and makes none twice, without a word: so this is looked at before.
      const unit = await readUnit(reader, deployment, carried.act);
      if (isDone(carried.act, unit)) return { is: "done" };
      if (!isAccountWanted(unit)) return { is: "refused", reason: new MusterError("relay-account-unneeded", idOf(carried)) };
    }
    const simulated = await simulate(carried);
    if (!(simulated instanceof MusterError)) {
      if (simulated > SPONSORED[verb].gas) return { is: "refused", reason: new MusterError("relay-too-costly") };
      return { is: "good", gas: gasLimit(verb, simulated) };
    }
    const unit = await readUnit(reader, deployment, carried.act);
    return isDone(carried.act, unit) ? { is: "done" } : { is: "refused", reason: simulated };
  };
}

export type Judge = ReturnType<typeof createJudge>;
