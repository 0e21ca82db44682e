import { expect } from "chai";
import { publishedCounts } from "../../../lib/domain/abuse-counts.ts";
import type { OrgId } from "../../../lib/domain/ids.ts";
import { PERMISSIONS } from "../../../lib/domain/kinds.ts";
import { weekEnd, weekOf } from "../../../lib/domain/week.ts";
import { load, networkHelpers, type Register, type Signer } from "../fixture.ts";
import { ASN, addOperator } from "../support/networks.ts";
import { randomOf } from "../support/random.ts";

type Count = { modelId: bigint; reported: number; claimed: number; remedied: number };
const count = (modelId: bigint, reported = 5, claimed = 0, remedied = 0): Count => ({ modelId, reported, claimed, remedied });
const fieldsOf = ({ modelId, reported, claimed, remedied }: Count) => [modelId, reported, claimed, remedied];

describe("Networks.countAbuse", () => {
  let register: Register;
  let operator: OrgId;
  let week: number;
  beforeEach(async () => {
    register = await load();
    operator = await addOperator(register, register.colleague);
    week = weekOf(await networkHelpers.time.latest()) - 1;
  });

  const publish = (counts: Count[], of = week, by: Signer = register.colleague, asn = ASN) =>
    register.networks.connect(by).countAbuse(asn, of, counts);

  it("publishes a week, the unknown model first", async () => {
    const { networks, models, colleague } = register;
    const known = [models.board, models.camera].sort((one, other) => (one < other ? -1 : 1));
    const counts = [count(0n, 12), ...known.map((model) => count(model, 2 ** 32 - 1, 5, 7))];
    await expect(publish(counts)).to.emit(networks, "AbuseCounted").withArgs(ASN, operator, colleague.address, week, counts.map(fieldsOf));
    expect(await networks.isCounted(ASN, week)).to.equal(true);
    for (const [asn, other] of [
      [ASN, week - 1],
      [ASN, week + 256],
      [ASN + 1, week],
    ] as const)
      expect(await networks.isCounted(asn, other)).to.equal(false);
  });

  it("publishes a week in which there was nothing to count", async () => {
    await expect(publish([])).to.emit(register.networks, "AbuseCounted");
    expect(await register.networks.isCounted(ASN, week)).to.equal(true);
  });

  it("publishes each week once, whatever the others are", async () => {
    const { networks } = register;
    for (const one of [week, week - 1, week - 256, week - 257, 0]) await publish([], one);
    for (const one of [week, week - 1, week - 256, week - 257, 0])
      await expect(publish([count(0n)], one))
        .to.be.revertedWithCustomError(networks, "NetworksCountedBefore")
        .withArgs(ASN, one);
  });

  it("ends weeks on Monday, 0:00 UTC, as lib/domain/week.ts does", async () => {
    const { networks } = register;
    const end = weekEnd(week + 1);
    await networkHelpers.time.setNextBlockTimestamp(end - 1);
    await expect(publish([], week + 1))
      .to.be.revertedWithCustomError(networks, "NetworksWeekNotOver")
      .withArgs(week + 1, end);
    await networkHelpers.time.setNextBlockTimestamp(end);
    await expect(publish([], week + 1)).to.emit(networks, "AbuseCounted");
    await expect(publish([], 2 ** 32 - 1))
      .to.be.revertedWithCustomError(networks, "NetworksWeekNotOver")
      .withArgs(2 ** 32 - 1, weekEnd(2 ** 32 - 1));
  });

  it("refuses numbers that could point at a person, and lines that say nothing", async () => {
    const { networks, models } = register;
    for (const small of [1, 4])
      for (const counts of [count(models.camera, small), count(models.camera, 5, small), count(models.camera, 5, 5, small)])
        await expect(publish([counts]), JSON.stringify(fieldsOf(counts).slice(1)))
          .to.be.revertedWithCustomError(networks, "NetworksInvalidCounts")
          .withArgs(models.camera);
    await expect(publish([count(0n, 0)]))
      .to.be.revertedWithCustomError(networks, "NetworksInvalidCounts")
      .withArgs(0);
    await expect(publish([count(0n, 0, 5), count(models.camera, 0, 0, 5)])).to.emit(networks, "AbuseCounted");
  });

  it("refuses models twice or out of order, and models that nobody registered", async () => {
    const { networks, catalog, models } = register;
    const [first, second] = [models.board, models.camera].sort((one, other) => (one < other ? -1 : 1)) as unknown as [bigint, bigint];
    for (const [counts, at] of [
      [[count(0n), count(0n)], 0n],
      [[count(first), count(first)], first],
      [[count(second), count(first)], first],
      [[count(first), count(0n)], 0n],
    ] as const)
      await expect(publish([...counts]))
        .to.be.revertedWithCustomError(networks, "NetworksInvalidCounts")
        .withArgs(at);
    await expect(publish([count(0n), count(7n)]))
      .to.be.revertedWithCustomError(catalog, "CatalogUnknownModel")
      .withArgs(7);
    expect(await networks.isCounted(ASN, week)).to.equal(false);
  });

  it("takes whatever an operator is given to publish", async () => {
    const { networks, models } = register;
    const random = randomOf(2016);
    for (let round = 1; round <= 30; round++) {
      const known = [null, models.rivalCamera, models.camera, models.board].filter(() => random(4) > 0);
      const made = known.map((modelId) => ({ modelId, reported: random(9), claimed: random(9), remedied: random(9) }));
      const counts = publishedCounts(made).map((one) => count(one.modelId ?? 0n, one.reported, one.claimed, one.remedied));
      await expect(
        publish(counts, week - round),
        JSON.stringify(made, (_, value) => (typeof value === "bigint" ? `${value}` : value)),
      )
        .to.emit(networks, "AbuseCounted")
        .withArgs(ASN, operator, register.colleague.address, week - round, counts.map(fieldsOf));
    }
  });

  it("is for the network's operator alone, with that right, in good standing", async () => {
    const { networks, organizations, mallory, governor, colleague } = register;
    await addOperator(register, mallory, ASN + 1);
    await expect(publish([], week, colleague, 7))
      .to.be.revertedWithCustomError(networks, "NetworksNoOperator")
      .withArgs(7);
    for (const by of [mallory, governor])
      await expect(publish([], week, by))
        .to.be.revertedWithCustomError(organizations, "OrganizationsNotPermitted")
        .withArgs(operator, by.address, PERMISSIONS.networks);
    await organizations.connect(governor).setSuspended(operator, true, "reason");
    await expect(publish([])).to.be.revertedWithCustomError(organizations, "OrganizationsSuspended").withArgs(operator);
  });
});
