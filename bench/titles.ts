import type { BatchId, DeviceId } from "../lib/domain/ids.ts";
import { deviceId } from "../lib/domain/ids.ts";
import { chainId, networkHelpers, type Register } from "../test/contracts/fixture.ts";
import { chip } from "../test/contracts/support/fleet.ts";
import { UNSIGNED } from "../test/contracts/support/recalls.ts";
import { digestOf } from "../test/contracts/support/typed-data.ts";
import { claimWith } from "../test/contracts/support/units.ts";
import { gasOf } from "./gas-of.ts";
import { type LargeUnit, proofBy } from "./large-unit.ts";

/** Fixed times, so that two runs sign the same. */
const START = 2_000_000_000;
const SOON = START + 3600;

type Placed = { batch: BatchId; unit: LargeUnit };

/** The life of titles: two claimed by their codes, one by the device itself, which is then handed over. */
export async function measureTitles(register: Register, first: Placed, next: Placed, signing: Placed) {
  const { devices, alice } = register;
  const at = await devices.getAddress();
  await networkHelpers.time.increaseTo(START);
  const claimOf = ({ batch, unit: { unit, proof, index } }: Placed, owner: string) =>
    claimWith(unit, proof, { batch, index, owner, devices: at });
  const claims = [await claimOf(first, alice.address), await claimOf(next, alice.address)] as const;
  const claimFirst = await gasOf(devices.connect(alice).claim(claims[0]));
  const claimNext = await gasOf(devices.connect(alice).claim(claims[1]));
  const id = deviceId(signing.batch, signing.unit.index);
  const own = await proofBy(register, signing.batch, signing.unit, "DeviceClaim", [alice.address, 0, SOON]);
  const claimByDevice = await gasOf(devices.connect(alice).claimByDevice(id, alice.address, SOON, own));
  const statement = await gasOf(devices.connect(alice).stateRelease(claims[0].deviceId, 2, UNSIGNED));
  const word = await proofBy(register, signing.batch, signing.unit, "DeviceStatement", [2, 1, 0, SOON]);
  const statementP256 = await gasOf(devices.connect(alice).proveRelease(id, 2, SOON, word));
  return {
    deviceId: claims[1].deviceId,
    gas: { claimFirst, claimNext, claimByDevice, statement, statementP256, ...(await measureHandovers(register, id)) },
  };
}

/** Offered to the one-time key of a link, and taken by somebody who has no other title; then back to somebody who has. */
async function measureHandovers({ devices, alice, bob }: Register, id: DeviceId) {
  const link = chip("handover link");
  const domain = { name: "Muster Devices", version: "1", chainId, verifyingContract: await devices.getAddress() };
  const move = async (from: typeof alice, to: typeof alice, epoch: number) => {
    const signature = link.sign(digestOf(domain, "Handover", [id, to.address, epoch]));
    const offer = await gasOf(devices.connect(from).offerHandover(id, link.signer, SOON, UNSIGNED));
    return { offer, accept: await gasOf(devices.connect(to).acceptHandover(id, to.address, signature, UNSIGNED)) };
  };
  const away = await move(alice, bob, 1);
  const back = await move(bob, alice, 2);
  return { handoverOffer: away.offer, handover: away.accept, handoverNext: back.accept };
}
