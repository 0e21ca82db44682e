import { expect } from "chai";
import { PERMISSIONS } from "../../../lib/domain/kinds.ts";
import { ethers, load, networkHelpers, type Register, type Signer } from "../fixture.ts";
import { DAY } from "../support/fleet.ts";
import { ASN, addOperator, observationOf } from "../support/networks.ts";

type Observation = Awaited<ReturnType<typeof observationOf>>;
const MAX_COUNT = 2 ** 32 - 1;

/** As the contract's events have them. */
const fieldsOf = (found: Observation) => [
  ...[found.asn, found.family, found.method, found.blocked, found.received],
  ...[found.first, found.last, found.expiresAt, found.evidence],
];

describe("Networks.recordObservations", () => {
  let register: Register;
  beforeEach(async () => {
    register = await load();
  });

  const record = (observations: Observation[], by: Signer = register.observerKey, org: number = register.orgs.observer) =>
    register.networks.connect(by).recordObservations(org, observations);
  const latest = ({ asn, family, method }: Observation) => register.networks.observed(register.orgs.observer, asn, family, method);

  it("keeps what an observer found, per network, family and method", async () => {
    const { networks, orgs, observerKey } = register;
    const found = [
      await observationOf({ blocked: 3 }),
      await observationOf({ family: "ipv6", blocked: 0, received: 1 }),
      await observationOf({ method: "forwarder", blocked: MAX_COUNT, received: MAX_COUNT }),
      await observationOf({ asn: MAX_COUNT, blocked: 9 }),
    ];
    const sent = await record(found);
    for (const one of found)
      await expect(sent).to.emit(networks, "ObservationRecorded").withArgs(orgs.observer, one.asn, observerKey.address, fieldsOf(one));
    const recordedAt = await networkHelpers.time.latest();
    for (const one of found)
      expect(await latest(one)).to.deep.equal([one.blocked, one.received, one.last, one.expiresAt, recordedAt].map(BigInt));
    expect(await latest(await observationOf({ method: "loop" }))).to.deep.equal([0n, 0n, 0n, 0n, 0n]);
  });

  it("replaces what the same observer said before, with tests that are no older", async () => {
    const before = await observationOf({ blocked: 9, received: 4 });
    await record([before]);
    await record([{ ...before, blocked: 0, received: 1 }]);
    const { blocked, received } = await latest(before);
    expect([blocked, received]).to.deep.equal([0n, 1n]);

    const older = { ...before, last: before.last - 1 };
    await expect(record([older]))
      .to.be.revertedWithCustomError(register.networks, "NetworksOlder")
      .withArgs(ASN, older.last, before.last);
    await expect(record([{ ...before, last: before.last + 1 }, before])).to.be.revertedWithCustomError(register.networks, "NetworksOlder");
  });

  it("keeps two observers apart", async () => {
    const { organizations, networks, governor, mallory } = register;
    const before = await observationOf();
    await record([before]);
    const terms = [4, mallory.address, "Other watch", "other.example", "FR"] as const;
    const other = await organizations.connect(governor).admit.staticCall(...terms);
    await organizations.connect(governor).admit(...terms);
    await organizations.connect(mallory).setOperator(other, mallory.address, PERMISSIONS.networks);
    await record([{ ...before, last: before.last - DAY, blocked: 0, received: 2 }], mallory, Number(other));
    expect((await latest(before)).received).to.equal(0);
    expect((await networks.observed(other, ASN, before.family, before.method)).received).to.equal(2);
  });

  it("records all or none", async () => {
    const good = await observationOf({ asn: 1 });
    await expect(record([good, await observationOf({ asn: 0 })])).to.be.revertedWithCustomError(register.networks, "NetworksInvalidAsn");
    expect((await latest(good)).recordedAt).to.equal(0);
    await record([]);
  });

  it("refuses number 0, which no network may have", async () => {
    await expect(record([await observationOf({ asn: 0 })]))
      .to.be.revertedWithCustomError(register.networks, "NetworksInvalidAsn")
      .withArgs(0);
  });

  it("refuses what is incomplete", async () => {
    const found = await observationOf();
    for (const change of [{ family: 0 }, { method: 0 }, { evidence: `0x${"00".repeat(32)}` }, { blocked: 0, received: 0 }])
      await expect(record([{ ...found, ...change }]), JSON.stringify(change))
        .to.be.revertedWithCustomError(register.networks, "NetworksInvalidObservation")
        .withArgs(ASN);
    for (const change of [{ family: 3 }, { method: 5 }]) await expect(record([{ ...found, ...change }])).to.revert(ethers);
  });

  it("refuses times that cannot be", async () => {
    const { networks } = register;
    const now = (await networkHelpers.time.latest()) + 100;
    const at = async (change: Partial<Observation>) => {
      const found = { ...(await observationOf()), first: now - 2, last: now - 1, expiresAt: now + DAY, ...change };
      await networkHelpers.time.setNextBlockTimestamp(now);
      return { found, sent: record([found]) };
    };
    const snapshot = await networkHelpers.takeSnapshot();
    for (const change of [
      { first: 0 },
      { first: now, last: now - 1 },
      { last: now + 1 },
      { expiresAt: now },
      { expiresAt: 0 },
      { expiresAt: now - 1 + 180 * DAY + 1 },
    ]) {
      const { found, sent } = await at(change);
      await expect(sent, JSON.stringify(change))
        .to.be.revertedWithCustomError(networks, "NetworksInvalidTime")
        .withArgs(ASN, found.first, found.last, found.expiresAt);
      await snapshot.restore();
    }
    for (const change of [{ first: 1 }, { first: now, last: now }, { expiresAt: now + 1 }, { expiresAt: now - 1 + 180 * DAY }]) {
      const { sent } = await at(change);
      await expect(sent, JSON.stringify(change)).to.emit(networks, "ObservationRecorded");
      await snapshot.restore();
    }
  });

  it("is for keys of observers with that right, in good standing", async () => {
    const { organizations, orgs, observerAdmin, observerKey, brandKey, colleague, governor } = register;
    const found = await observationOf();
    const operator = await addOperator(register, colleague);
    for (const [by, org, kind] of [
      [brandKey, orgs.brand, 1],
      [colleague, operator, 3],
    ] as const)
      await expect(record([found], by, org))
        .to.be.revertedWithCustomError(organizations, "OrganizationsWrongKind")
        .withArgs(org, kind);
    await organizations.connect(observerAdmin).setOperator(orgs.observer, observerKey.address, 511 - PERMISSIONS.networks);
    for (const by of [colleague, observerKey, observerAdmin])
      await expect(record([found], by))
        .to.be.revertedWithCustomError(organizations, "OrganizationsNotPermitted")
        .withArgs(orgs.observer, by.address, PERMISSIONS.networks);
    await organizations.connect(observerAdmin).setOperator(orgs.observer, observerKey.address, PERMISSIONS.networks);
    await record([found]);
    await organizations.connect(governor).setSuspended(orgs.observer, true, "reason");
    await expect(record([found]))
      .to.be.revertedWithCustomError(organizations, "OrganizationsSuspended")
      .withArgs(orgs.observer);
  });
});
