import type { OwnersAct } from "../domain/carried-acts.ts";
import { contractOf, ownerMessage, type Signed } from "../domain/owner-signed.ts";
import { devicesAbi } from "./abis.generated.ts";
import type { At } from "./calls.ts";
import { callOf } from "./carried-acts.ts";
import { chainTime } from "./chain-time.ts";
import { decodeError } from "./decode-error.ts";
import { check, type Sender } from "./send.ts";

/** Long enough for a stuck transaction to be replaced, short enough that a forgotten signature is worth nothing. */
const LIFE_SECONDS = 3_600n;

/**
 * Has the wallet sign an owner's act, so that somebody else can send it. It is simulated first, so that a refusal comes
 * before anybody is asked to sign.
 * @param onSigning Called when the wallet is asked.
 * @throws MusterError for everything in the error table.
 */
export async function signAct(
  sender: Sender,
  { contracts }: At<"Devices" | "Reports" | "Recalls" | "PasskeyAccounts">,
  act: OwnersAct,
  onSigning: () => void,
): Promise<Signed> {
  const { public: reader, wallet } = sender;
  await check(sender, callOf({ contracts }, act));
  try {
    const { address } = wallet.account;
    // `nonces` is the same function in each of them.
    const [{ epoch }, nonce, now] = await Promise.all([
      reader.readContract({ address: contracts.Devices, abi: devicesAbi, functionName: "device", args: [act.deviceId] }),
      reader.readContract({ address: contracts[contractOf(act)], abi: devicesAbi, functionName: "nonces", args: [address] }),
      chainTime(reader),
    ]);
    const deadline = now + LIFE_SECONDS;
    const message = ownerMessage(reader.chain.id, contracts, act, { deviceId: act.deviceId, epoch, nonce, deadline });
    onSigning();
    return { deadline, signature: await wallet.signTypedData(message) };
  } catch (error) {
    throw decodeError(error);
  }
}
