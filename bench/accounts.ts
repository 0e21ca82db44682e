import type { Hex } from "viem";
import { deviceId } from "../lib/domain/ids.ts";
import { ownerMessage, type Signable } from "../lib/domain/owner-signed.ts";
import { signTyped } from "../lib/domain/passkey.ts";
import type { Register } from "../test/contracts/fixture.ts";
import { addBatch } from "../test/contracts/support/batches.ts";
import { accountOf, passkey } from "../test/contracts/support/passkey.ts";
import { claimWith } from "../test/contracts/support/units.ts";
import { gasOf } from "./gas-of.ts";
import { SIZE, unitInLargeBatch } from "./large-unit.ts";

/** Far enough for any run, and of the same length in all. */
const DEADLINE = 2n ** 40n;

/** A person without a wallet: the account of a passkey, a title for it, and what it signs. Somebody else carries all. */
export async function measureAccounts(register: Register) {
  const { devices, passkeyAccounts, bob: carrier } = register;
  const key = passkey("bench");
  const passkeyAccount = await gasOf(passkeyAccounts.connect(carrier).create(key.key.x, key.key.y));
  const { account } = await accountOf(register, key);

  const { unit, proof, index, root } = unitInLargeBatch("passkey", 0b11001100110011001100);
  const batch = await addBatch(register, { root, size: SIZE });
  const verifyingContract = (await devices.getAddress()) as Hex;
  const claim = await claimWith(unit, proof, { batch, index, owner: account.address, devices: verifyingContract });
  const passkeyClaim = await gasOf(devices.connect(carrier).claim(claim));

  const id = deviceId(batch, index);
  const state = async (release: number) => {
    const terms = { deviceId: id, epoch: 1, nonce: await devices.nonces(account.address), deadline: DEADLINE };
    const contracts = { Devices: verifyingContract } as Signable;
    const message = ownerMessage(account.chainId, contracts, { verb: "StateRelease", release }, terms);
    const signed = { deadline: DEADLINE, signature: await signTyped(account, message, key.ask) };
    return gasOf(devices.connect(carrier).stateRelease(id, release, signed));
  };
  return { passkeyAccount, passkeyClaim, passkeyStatementFirst: await state(2), passkeyStatementNext: await state(3) };
}
