import { expect } from "chai";
import { ZeroAddress } from "ethers";
import type { DeviceId } from "../../../lib/domain/ids.ts";
import { EVIDENCES, FLAGS, PERMISSIONS, position, RECOVERY_STATES, TITLE_CAUSES } from "../../../lib/domain/kinds.ts";
import { networkHelpers } from "../fixture.ts";
import {
  at,
  CHIP,
  codeClaim,
  codeRecovery,
  DAY,
  deviceClaim,
  deviceRecovery,
  ELEMENT,
  type Fleet,
  give,
  handOver,
  idOf,
  loadFleet,
  now,
} from "../support/fleet.ts";
import { UNSIGNED } from "../support/recalls.ts";

const [NONE, PENDING, VETOED, AWARDED] = (["none", "pending", "vetoed", "awarded"] as const).map((state) =>
  position(RECOVERY_STATES, state as "pending"),
) as [number, number, number, number];
const CONTEST_TIME = 14 * DAY;

describe("A recovery", () => {
  let fleet: Fleet;
  let id: DeviceId;
  let startedAt: number;
  /** Alice owns the unit; Bob names himself by the code in the box. */
  beforeEach(async () => {
    fleet = await loadFleet();
    id = await give(fleet, CHIP, fleet.alice.address);
    const claim = await codeRecovery(fleet, CHIP, fleet.bob.address);
    startedAt = (await now()) + 1000;
    await at(startedAt);
    await fleet.devices.startRecovery(claim);
  });

  const veto = (signer = fleet.alice, unit = id) => fleet.devices.connect(signer).vetoRecovery(unit, UNSIGNED);
  const award = (signer = fleet.brandKey, unit = id) => fleet.devices.connect(signer).awardTitle(unit, "a receipt was shown");
  const takeBack = (signer = fleet.brandKey, unit = id) => fleet.devices.connect(signer).takeBackAward(unit, "the receipt was false");
  const complete = (unit = id) => fleet.devices.connect(fleet.mallory).completeRecovery(unit);
  const state = async () => Number((await fleet.devices.recovery(id)).state);
  const flags = async () => Number((await fleet.devices.device(id)).flags);
  const refusesState = (attempt: Promise<unknown>, found: number, unit = id) =>
    expect(attempt).to.be.revertedWithCustomError(fleet.devices, "DevicesNoRecovery").withArgs(unit, found);
  const notReady = (readyAt: number) =>
    expect(complete()).to.be.revertedWithCustomError(fleet.devices, "DevicesRecoveryNotReady").withArgs(id, readyAt);

  describe("completed", () => {
    it("moves the title from the fourteenth day's second on, whoever asks for it", async () => {
      const { devices, alice, bob } = fleet;
      await devices.connect(alice).stateRelease(id, 5, UNSIGNED);
      const { stated } = await devices.device(id);
      const readyAt = startedAt + CONTEST_TIME;
      await at(readyAt - 1);
      await notReady(readyAt);
      await at(readyAt);
      const sent = complete();
      await expect(sent).to.emit(devices, "Transfer").withArgs(alice.address, bob.address, id);
      await expect(sent).to.emit(devices, "TitleMoved").withArgs(id, alice.address, bob.address, 2, position(TITLE_CAUSES, "recovery"));
      const since = BigInt(readyAt - (readyAt % DAY));
      const word = BigInt(position(EVIDENCES, "owner"));
      expect(await devices.device(id)).to.deep.equal([bob.address, 2n, 5n, word, 0n, since, stated]);
      expect(await devices.recovery(id)).to.deep.equal([ZeroAddress, 0n, 0n, 0n, 0n]);
      expect([await devices.balanceOf(alice.address), await devices.balanceOf(bob.address)]).to.deep.equal([0n, 1n]);
    });

    it("serves once", async () => {
      await networkHelpers.time.increase(CONTEST_TIME);
      await complete();
      await refusesState(complete(), NONE);
    });

    it("does not happen without one, after a veto, or when another title took its place", async () => {
      const { devices, alice, mallory } = fleet;
      await refusesState(complete(idOf(fleet, ELEMENT)), NONE, idOf(fleet, ELEMENT));
      await veto();
      await networkHelpers.time.increase(2 * CONTEST_TIME);
      await refusesState(complete(), VETOED);
      await handOver(fleet, id, alice, mallory);
      await refusesState(complete(), NONE);
      expect(await devices.ownerOf(id)).to.equal(mallory.address);
    });

    it("happens though the unit was marked stolen or retired after it began, as nobody objected", async () => {
      const { devices, alice, bob } = fleet;
      await devices.connect(alice).setStolen(id, true, UNSIGNED);
      await devices.connect(alice).retire(id, UNSIGNED);
      expect(await flags()).to.equal(FLAGS.stolen | FLAGS.retired | FLAGS.contested);
      await networkHelpers.time.increase(CONTEST_TIME);
      await complete();
      expect(await devices.ownerOf(id)).to.equal(bob.address);
      expect(await flags()).to.equal(0);
    });

    it("ends with the provisional title it was against", async () => {
      const { devices, alice, bob, mallory } = fleet;
      const unit = idOf(fleet, ELEMENT);
      await devices.claim(await codeClaim(fleet, ELEMENT, alice.address));
      await devices.startRecovery(await codeRecovery(fleet, ELEMENT, mallory.address));
      await devices.claimByDevice(...(await deviceClaim(fleet, ELEMENT, bob.address, { epoch: 1 })));
      expect(await devices.recovery(unit)).to.deep.equal([ZeroAddress, 0n, 0n, 0n, 0n]);
      await networkHelpers.time.increase(CONTEST_TIME);
      await refusesState(complete(unit), NONE, unit);
      await refusesState(veto(bob, unit), NONE, unit);
      await refusesState(award(fleet.brandKey, unit), NONE, unit);
      expect(await devices.ownerOf(unit)).to.equal(bob.address);
    });
  });

  describe("vetoed", () => {
    it("is stopped by the owner alone, even when its time has passed", async () => {
      const { devices, alice, bob, brandKey } = fleet;
      for (const signer of [bob, brandKey])
        await expect(veto(signer)).to.be.revertedWithCustomError(devices, "OwnerSignedNotOwner").withArgs(id, signer.address);
      await networkHelpers.time.increase(2 * CONTEST_TIME);
      await expect(veto()).to.emit(devices, "RecoveryVetoed").withArgs(id, alice.address, bob.address);
      expect(await devices.recovery(id)).to.deep.equal([bob.address, 0n, 1n, 1n, BigInt(VETOED)]);
      expect(await flags()).to.equal(0);
    });

    it("cannot be vetoed again, or where there is none", async () => {
      await veto();
      await refusesState(veto(), VETOED);
      await give(fleet, ELEMENT, fleet.alice.address);
      await refusesState(veto(fleet.alice, idOf(fleet, ELEMENT)), NONE, idOf(fleet, ELEMENT));
    });

    it("keeps the other marks of the unit", async () => {
      await fleet.devices.connect(fleet.alice).retire(id, UNSIGNED);
      await veto();
      expect(await flags()).to.equal(FLAGS.retired);
    });
  });

  describe("awarded", () => {
    it("needs a key of the unit's maker that may award, in good standing", async () => {
      const { devices, organizations, governor, brandAdmin, brandKey, colleague, rivalKey, regulatorKey, boardKey, alice, bob, orgs } =
        fleet;
      await veto();
      for (const signer of [rivalKey, regulatorKey, boardKey, alice, bob, brandAdmin])
        await expect(award(signer))
          .to.be.revertedWithCustomError(organizations, "OrganizationsNotPermitted")
          .withArgs(orgs.brand, signer.address, PERMISSIONS.titles);
      await organizations.connect(brandAdmin).setOperator(orgs.brand, colleague.address, 255 - PERMISSIONS.titles);
      await expect(award(colleague)).to.be.revertedWithCustomError(organizations, "OrganizationsNotPermitted");
      await organizations.connect(governor).setSuspended(orgs.brand, true, "reason");
      await expect(award()).to.be.revertedWithCustomError(organizations, "OrganizationsSuspended").withArgs(orgs.brand);
      await organizations.connect(governor).setSuspended(orgs.brand, false, "reason");
      await organizations.connect(brandAdmin).setOperator(orgs.brand, colleague.address, PERMISSIONS.titles);
      await expect(award(colleague)).to.emit(devices, "TitleAwarded");
      expect(await devices.connect(brandKey).ownerOf(id)).to.equal(alice.address);
    });

    it("starts another fourteen days, with a public reason, which no owner can stop", async () => {
      const { devices, alice, bob, brandKey } = fleet;
      await veto();
      const awardedAt = (await now()) + 40 * DAY;
      const readyAt = awardedAt + CONTEST_TIME;
      await at(awardedAt);
      await expect(award()).to.emit(devices, "TitleAwarded").withArgs(id, bob.address, brandKey.address, readyAt, "a receipt was shown");
      expect(await devices.recovery(id)).to.deep.equal([bob.address, BigInt(readyAt), 1n, 1n, BigInt(AWARDED)]);
      expect(await flags()).to.equal(FLAGS.contested);
      await refusesState(veto(), AWARDED);
      await expect(devices.connect(alice).offerHandover(id, alice.address, readyAt, UNSIGNED)).to.be.revertedWithCustomError(
        devices,
        "DevicesNotTransferable",
      );
      await at(readyAt - 1);
      await notReady(readyAt);
      await at(readyAt);
      await expect(complete()).to.emit(devices, "TitleMoved").withArgs(id, alice.address, bob.address, 2, position(TITLE_CAUSES, "award"));
      expect(await devices.ownerOf(id)).to.equal(bob.address);
    });

    it("follows only a veto", async () => {
      await refusesState(award(), PENDING);
      await veto();
      await award();
      await refusesState(award(), AWARDED);
      await refusesState(award(fleet.brandKey, idOf(fleet, ELEMENT)), NONE, idOf(fleet, ELEMENT));
    });

    it("is taken back by the maker, suspended or not, and only while it is not completed", async () => {
      const { devices, organizations, governor, brandKey, rivalKey, bob, orgs } = fleet;
      await refusesState(takeBack(), PENDING);
      await veto();
      await refusesState(takeBack(), VETOED);
      await award();
      for (const signer of [rivalKey, bob])
        await expect(takeBack(signer))
          .to.be.revertedWithCustomError(organizations, "OrganizationsNotPermitted")
          .withArgs(orgs.brand, signer.address, PERMISSIONS.titles);
      await organizations.connect(governor).setSuspended(orgs.brand, true, "reason");
      await expect(takeBack()).to.emit(devices, "AwardTakenBack").withArgs(id, brandKey.address, "the receipt was false");
      expect(await devices.recovery(id)).to.deep.equal([bob.address, 0n, 1n, 1n, BigInt(VETOED)]);
      expect(await flags()).to.equal(0);
      await refusesState(complete(), VETOED);
      await organizations.connect(governor).setSuspended(orgs.brand, false, "reason");
      await award();
      expect(await state()).to.equal(AWARDED);
      await networkHelpers.time.increase(CONTEST_TIME);
      await complete();
      await refusesState(takeBack(), NONE);
    });

    it("may follow the veto that a stolen unit has in advance", async () => {
      const { devices, bob } = fleet;
      await veto();
      await fleet.devices.connect(fleet.alice).setStolen(id, true, UNSIGNED);
      await devices.startRecoveryByDevice(...(await deviceRecovery(fleet, CHIP, bob.address)));
      expect(await state()).to.equal(VETOED);
      await award();
      expect(await flags()).to.equal(FLAGS.stolen | FLAGS.contested);
    });
  });
});
