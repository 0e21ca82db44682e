import { expect } from "chai";
import { ZeroAddress } from "ethers";
import { type Hex, toHex } from "viem";
import { EVIDENCES, FLAGS, position, TITLE_CAUSES } from "../../../lib/domain/kinds.ts";
import { networkHelpers } from "../fixture.ts";
import {
  at,
  CHIP,
  codeClaim,
  DAY,
  deviceClaim,
  ELEMENT,
  type Fleet,
  give,
  idOf,
  loadFleet,
  MUTE,
  midnight,
  now,
} from "../support/fleet.ts";
import { P256_ORDER } from "../support/p256.ts";
import { UNSIGNED } from "../support/recalls.ts";

const BY_DEVICE = position(TITLE_CAUSES, "device-proof");
const CONTEST_DAYS = 14;

describe("Devices.claimByDevice", () => {
  let fleet: Fleet;
  beforeEach(async () => {
    fleet = await loadFleet();
  });

  const claim = async (...terms: Awaited<ReturnType<typeof deviceClaim>>) => fleet.devices.claimByDevice(...terms);
  const refuses = (terms: Awaited<ReturnType<typeof deviceClaim>>, changes: Partial<(typeof terms)[3]> = {}) =>
    expect(fleet.devices.claimByDevice(terms[0], terms[1], terms[2], { ...terms[3], ...changes }))
      .to.be.revertedWithCustomError(fleet.devices, "DevicesWrongDeviceSignature")
      .withArgs(terms[0]);

  for (const [what, index] of [
    ["a secp256k1 chip", CHIP],
    ["a P-256 secure element", ELEMENT],
  ] as const) {
    it(`gives the first title by the signature of ${what}, settled at once, whoever carries it`, async () => {
      const { devices, alice, mallory } = fleet;
      const terms = await deviceClaim(fleet, index, alice.address);
      const day = await midnight(1);
      await at(day + 77);
      const sent = devices.connect(mallory).claimByDevice(...terms);
      await expect(sent).to.emit(devices, "Transfer").withArgs(ZeroAddress, alice.address, terms[0]);
      await expect(sent).to.emit(devices, "TitleMoved").withArgs(terms[0], ZeroAddress, alice.address, 1, BY_DEVICE);
      expect(await devices.device(terms[0])).to.deep.equal([alice.address, 1n, 0n, 0n, 0n, BigInt(day), 0n]);
      expect(await devices.balanceOf(alice.address)).to.equal(1);
    });

    it(`refuses what ${what} did not sign`, async () => {
      const { alice, mallory, devices } = fleet;
      const terms = await deviceClaim(fleet, index, alice.address);
      const [id, , deadline, proof] = terms;
      await refuses([id, mallory.address, deadline, proof]);
      await refuses([id, alice.address, deadline - 1n, proof]);
      await refuses([idOf(fleet, index + 1), alice.address, deadline, proof]);
      await refuses(await deviceClaim(fleet, index, alice.address, { epoch: 1 }));
      const other = await deviceClaim(fleet, index + 2, alice.address);
      await refuses(terms, { signature: other[3].signature });
      await refuses(terms, { signer: other[3].signer });
      await refuses(terms, { signer: other[3].signer, signature: other[3].signature });
      await refuses(other, { proof: terms[3].proof });
      for (const signature of ["0x", "0x00", toHex(0, { size: 64 }), toHex(0, { size: 65 })]) await refuses(terms, { signature });
      expect(await devices.balanceOf(alice.address)).to.equal(0);
    });

    it(`refuses another leaf than that of the unit with ${what}`, async () => {
      const terms = await deviceClaim(fleet, index, fleet.alice.address);
      const proof = terms[3].proof as Hex[];
      await refuses(terms, { claimKey: fleet.mallory.address });
      await refuses(terms, { serialTag: toHex(1, { size: 32 }) });
      await refuses(terms, { proof: proof.slice(1) });
      await refuses(terms, { proof: [...proof, toHex(0, { size: 32 })] });
      await refuses(terms, { proof: [] });
    });
  }

  it("refuses a signer without its verifier, without its key, and with more than its key", async () => {
    const terms = await deviceClaim(fleet, ELEMENT, fleet.alice.address);
    const signer = terms[3].signer as Hex;
    for (const altered of [signer.slice(0, 42), `0x${signer.slice(42)}`, `${signer}00`, signer.slice(0, -2), "0x"])
      await refuses(terms, { signer: altered });
  });

  it("refuses the high s of a P-256 signature, of which clients fold s", async () => {
    const terms = await deviceClaim(fleet, ELEMENT, fleet.alice.address);
    const signature = terms[3].signature as Hex;
    const twin = `${signature.slice(0, 66)}${toHex(P256_ORDER - BigInt(`0x${signature.slice(66)}`), { size: 32 }).slice(2)}`;
    await refuses(terms, { signature: twin });
    await claim(...terms);
  });

  it("refuses a unit that cannot sign, by any signer", async () => {
    const terms = await deviceClaim(fleet, MUTE, fleet.alice.address);
    const chip = await deviceClaim(fleet, CHIP, fleet.alice.address);
    for (const signer of ["0x", ZeroAddress, chip[3].signer]) await refuses(terms, { signer, signature: chip[3].signature });
  });

  it("refuses to make nobody the owner", async () => {
    await expect(claim(...(await deviceClaim(fleet, CHIP, ZeroAddress)))).to.be.revertedWithCustomError(
      fleet.devices,
      "DevicesInvalidOwner",
    );
  });

  it("works until the deadline's second and not after", async () => {
    const deadline = BigInt((await now()) + 100);
    const terms = await deviceClaim(fleet, CHIP, fleet.alice.address, { deadline });
    const snapshot = await networkHelpers.takeSnapshot();
    await at(Number(deadline) + 1);
    await expect(claim(...terms))
      .to.be.revertedWithCustomError(fleet.devices, "DevicesClaimExpired")
      .withArgs(deadline);
    await snapshot.restore();
    await at(Number(deadline));
    await claim(...terms);
  });

  it("works for frozen units, whose codes leaked and whose keys did not", async () => {
    await fleet.batches.connect(fleet.brandKey).freeze(fleet.batch, 0, 4, "codes leaked");
    await give(fleet, CHIP, fleet.alice.address);
    expect(await fleet.devices.ownerOf(idOf(fleet, CHIP))).to.equal(fleet.alice.address);
  });

  it("refuses a settled title, for its own owner too", async () => {
    const { devices, alice, bob } = fleet;
    const id = await give(fleet, CHIP, alice.address);
    for (const owner of [alice, bob])
      for (const epoch of [0, 1])
        await expect(claim(...(await deviceClaim(fleet, CHIP, owner.address, { epoch }))))
          .to.be.revertedWithCustomError(devices, "DevicesTitleTaken")
          .withArgs(id);
  });

  describe("over a claim by code", () => {
    let day: number;
    beforeEach(async () => {
      day = await midnight(1);
      const claimed = await codeClaim(fleet, ELEMENT, fleet.mallory.address);
      await at(day + DAY - 1); // the last second of a day
      await fleet.devices.claim(claimed);
    });

    it("takes the title from whoever had read the code first, and nothing of what the unit runs", async () => {
      const { devices, alice, mallory } = fleet;
      const id = idOf(fleet, ELEMENT);
      await devices.connect(mallory).stateRelease(id, 7, UNSIGNED);
      await devices.connect(mallory).setStolen(id, true, UNSIGNED);
      const { stated } = await devices.device(id);
      const terms = await deviceClaim(fleet, ELEMENT, alice.address, { epoch: 1 });
      const sent = devices.claimByDevice(...terms);
      await expect(sent).to.emit(devices, "Transfer").withArgs(mallory.address, alice.address, id);
      await expect(sent).to.emit(devices, "TitleMoved").withArgs(id, mallory.address, alice.address, 2, BY_DEVICE);
      const since = BigInt(day + DAY);
      const word = BigInt(position(EVIDENCES, "owner"));
      expect(await devices.device(id)).to.deep.equal([alice.address, 2n, 7n, word, 0n, since, stated]);
      expect(await devices.balanceOf(mallory.address)).to.equal(0);
      expect(await devices.balanceOf(alice.address)).to.equal(1);
      await expect(claim(...terms)).to.be.revertedWithCustomError(devices, "DevicesTitleTaken");
    });

    it("needs a signature for that very title, not one for the first", async () => {
      await refuses(await deviceClaim(fleet, ELEMENT, fleet.alice.address, { epoch: 0 }));
    });

    it("works to the last second of the fourteenth day after, and not in the next", async () => {
      const id = idOf(fleet, ELEMENT);
      const end = day + (CONTEST_DAYS + 1) * DAY;
      const terms = await deviceClaim(fleet, ELEMENT, fleet.alice.address, { epoch: 1 });
      const snapshot = await networkHelpers.takeSnapshot();
      await at(end);
      await expect(claim(...terms))
        .to.be.revertedWithCustomError(fleet.devices, "DevicesTitleTaken")
        .withArgs(id);
      await networkHelpers.time.increaseTo(end);
      expect((await fleet.devices.device(id)).flags).to.equal(0);
      await snapshot.restore();
      await networkHelpers.time.increaseTo(end - 2);
      expect((await fleet.devices.device(id)).flags).to.equal(FLAGS.provisional);
      await at(end - 1);
      await claim(...terms);
    });
  });

  it("leaves at least fourteen whole days after a claim at any second of a day", async () => {
    const day = await midnight(1);
    const claimed = await codeClaim(fleet, CHIP, fleet.mallory.address);
    await at(day);
    await fleet.devices.claim(claimed);
    const terms = await deviceClaim(fleet, CHIP, fleet.alice.address, { epoch: 1 });
    await at(day + CONTEST_DAYS * DAY);
    await claim(...terms);
    expect(await fleet.devices.CONTEST_TIME()).to.equal(CONTEST_DAYS * DAY);
  });
});
