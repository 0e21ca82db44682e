import {
  type Abi,
  BaseError,
  ContractFunctionRevertedError,
  HttpRequestError,
  InsufficientFundsError,
  TimeoutError,
  UserRejectedRequestError,
} from "viem";
import { type ErrorDetails, isErrorCode, MusterError } from "../domain/errors.ts";
import { deviceIdFromChain, formatDeviceId, formatModelId, modelIdFromChain } from "../domain/ids.ts";
import { BASES, EVIDENCES, FLAGS, ORG_KINDS, PERMISSIONS, RECOVERY_STATES } from "../domain/kinds.ts";
import {
  accessManagerAbi,
  batchesAbi,
  catalogAbi,
  devicesAbi,
  disclosuresAbi,
  networksAbi,
  organizationsAbi,
  passkeyAccountAbi,
  passkeyAccountsAbi,
  recallsAbi,
  reportsAbi,
} from "./abis.generated.ts";

/** Every error a call can end in: one contract's revert comes out of a call to another. */
export const errorsAbi: Abi = [
  ...organizationsAbi,
  ...catalogAbi,
  ...batchesAbi,
  ...devicesAbi,
  ...reportsAbi,
  ...recallsAbi,
  ...disclosuresAbi,
  ...networksAbi,
  ...passkeyAccountAbi,
  ...passkeyAccountsAbi,
  ...accessManagerAbi,
].filter((item) => item.type === "error");

const named = (names: Record<string, number>, bits: number): string =>
  Object.keys(names)
    .filter((name) => ((names[name] ?? 0) & bits) !== 0)
    .join(", ") || "none";
const moment = (time: number | bigint): string =>
  time > 8_640_000_000_000n ? "the end of time" : `${new Date(Number(time) * 1000).toISOString().slice(0, 16).replace("T", " ")} UTC`;

/** How people read the values of errors, by their names; others stand as they are. */
const WORDS: Record<string, (value: never) => string | undefined> = {
  deviceId: (id: bigint) => (id >> 32n === 0n ? `${id}` : formatDeviceId(deviceIdFromChain(id))),
  modelId: (id: bigint) => (id >> 64n === 0n ? `${id}` : formatModelId(modelIdFromChain(id))),
  deadline: moment,
  readyAt: moment,
  filedAt: moment,
  dueAt: moment,
  evidence: (position: number) => EVIDENCES[position],
  basis: (position: number) => BASES[position],
  state: (position: number) => RECOVERY_STATES[position],
  kind: (position: number) => ORG_KINDS[position],
  permission: (bits: number) => named(PERMISSIONS, bits),
  flags: (bits: number) => named(FLAGS, bits),
};

function fromRevert(reverted: ContractFunctionRevertedError): MusterError {
  const { data } = reverted;
  if (!data || !isErrorCode(data.errorName)) {
    return new MusterError(
      "contract-refused",
      { reason: data?.errorName ?? reverted.reason ?? reverted.signature ?? "no reason" },
      { cause: reverted },
    );
  }
  const definition = errorsAbi.find((item) => item.type === "error" && item.name === data.errorName);
  const inputs = definition?.type === "error" ? definition.inputs : [];
  const details = Object.fromEntries(
    inputs.map(({ name = "" }, i) => {
      const value = data.args?.[i] as never;
      return [name, WORDS[name]?.(value) ?? (value as string | number | bigint)];
    }),
  );
  return new MusterError(data.errorName, details as ErrorDetails, { cause: reverted });
}

/** What a failed call means, in the words of the error table. Unknown failures come back as they are. */
export function decodeError(error: unknown): unknown {
  if (!(error instanceof BaseError)) return error;
  const find = <Kind extends BaseError>(kind: abstract new (...args: never[]) => Kind): Kind | undefined =>
    (error.walk((inner) => inner instanceof kind) as Kind | null) ?? undefined;

  const own = error.walk((inner) => inner instanceof MusterError); // of a wallet that is ours
  if (own) return own;
  const reverted = find(ContractFunctionRevertedError);
  if (reverted) return fromRevert(reverted);
  if (find(UserRejectedRequestError)) return new MusterError("transaction-rejected", {}, { cause: error });
  if (find(InsufficientFundsError)) return new MusterError("insufficient-funds", {}, { cause: error });
  const unreachable = find(HttpRequestError) ?? find(TimeoutError);
  if (unreachable) return new MusterError("chain-unreachable", { reason: unreachable.shortMessage.replace(/\.$/, "") }, { cause: error });
  return error;
}
