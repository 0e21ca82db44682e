import { expect } from "chai";
import { PERMISSIONS } from "../../../lib/domain/kinds.ts";
import { ALL_PERMISSIONS, load, networkHelpers, type Register } from "../fixture.ts";

const DAY = 86_400;
const DELAY = 3 * DAY;
const RELEASE = PERMISSIONS["recall-release"];
const DRAFT = PERMISSIONS["recall-draft"];

describe("The right to draft or to release recalls", () => {
  let register: Register;
  let admittedAt: number;
  beforeEach(async () => {
    register = await load();
    admittedAt = Number((await register.organizations.organization(register.orgs.brand)).admittedAt);
  });

  /** Sets the colleague's permissions in the brand in a block of that time, and says from when the event lets it use them. */
  const grantAt = async (at: number, bits: number) => {
    const { organizations, orgs, brandAdmin, colleague } = register;
    await networkHelpers.time.setNextBlockTimestamp(at);
    const receipt = await (await organizations.connect(brandAdmin).setOperator(orgs.brand, colleague.address, bits)).wait();
    const [event] = await organizations.queryFilter(organizations.filters.OperatorSet(), receipt?.blockNumber);
    return Number(event?.args.releaseFrom);
  };
  const permissionsAt = async (at: number) => {
    await networkHelpers.time.increaseTo(at);
    return Number(await register.organizations.permissionsOf(register.orgs.brand, register.colleague.address));
  };

  it("takes three days, but within a day of the admission", async () => {
    const { organizations } = register;
    expect([await organizations.RELEASE_DELAY(), await organizations.SETUP_TIME()]).to.deep.equal([3n * 86_400n, 86_400n]);
  });

  it("begins at once on the day of admission, to its last second", async () => {
    const at = admittedAt + DAY - 1;
    expect(await grantAt(at, RELEASE)).to.equal(at);
    expect(await permissionsAt(at + 1)).to.equal(RELEASE);
  });

  it("begins three days after its grant for the one as for the other", async () => {
    let at = admittedAt + DAY;
    for (const right of [RELEASE, DRAFT]) {
      const bits = right | PERMISSIONS.models;
      expect(await grantAt(at, bits)).to.equal(at + DELAY);
      expect(await permissionsAt(at + DELAY - 1)).to.equal(PERMISSIONS.models);
      expect(await permissionsAt(at + DELAY)).to.equal(bits);
      await grantAt(at + 4 * DAY, 0);
      at += 5 * DAY;
    }
  });

  it("waits anew, with the other right, when a key gains the second one, and not when it loses one", async () => {
    const at = admittedAt + DAY;
    await grantAt(at, DRAFT);
    expect(await grantAt(at + 4 * DAY, DRAFT | RELEASE)).to.equal(at + 7 * DAY);
    expect(await permissionsAt(at + 7 * DAY - 1)).to.equal(0);
    expect(await permissionsAt(at + 7 * DAY)).to.equal(DRAFT | RELEASE);
    expect(await grantAt(at + 8 * DAY, DRAFT)).to.equal(at + 7 * DAY);
    expect(await permissionsAt(at + 8 * DAY + 1)).to.equal(DRAFT);
  });

  it("begins three days after its grant from then on, to the second, whatever else the key may do at once", async () => {
    const at = admittedAt + DAY;
    expect(await grantAt(at, ALL_PERMISSIONS)).to.equal(at + DELAY);
    expect(await permissionsAt(at + 1)).to.equal(ALL_PERMISSIONS & ~(DRAFT | RELEASE));
    expect(await permissionsAt(at + DELAY - 1)).to.equal(ALL_PERMISSIONS & ~(DRAFT | RELEASE));
    expect(await permissionsAt(at + DELAY)).to.equal(ALL_PERMISSIONS);
  });

  it("is refused to whoever asks for it while it waits", async () => {
    const { organizations, orgs, colleague } = register;
    const at = admittedAt + DAY;
    await grantAt(at, RELEASE);
    await expect(organizations.authorize(orgs.brand, colleague.address, RELEASE))
      .to.be.revertedWithCustomError(organizations, "OrganizationsNotPermitted")
      .withArgs(orgs.brand, colleague.address, RELEASE);
    await networkHelpers.time.increaseTo(at + DELAY);
    await organizations.authorize(orgs.brand, colleague.address, RELEASE);
  });

  it("goes on to wait, and goes on to hold, when the key's other permissions change", async () => {
    const at = admittedAt + DAY;
    await grantAt(at, RELEASE);
    expect(await grantAt(at + DELAY - 1, RELEASE | PERMISSIONS.models)).to.equal(at + DELAY);
    expect(await grantAt(at + 5 * DAY, RELEASE | PERMISSIONS.batches)).to.equal(at + DELAY);
    expect(await permissionsAt(at + 5 * DAY + 1)).to.equal(RELEASE | PERMISSIONS.batches);
  });

  it("waits anew for a key from which it was taken", async () => {
    const at = admittedAt + 2 * DAY;
    await grantAt(at, RELEASE);
    await grantAt(at + 4 * DAY, PERMISSIONS.models);
    expect(await grantAt(at + 5 * DAY, RELEASE)).to.equal(at + 8 * DAY);
    expect(await permissionsAt(at + 8 * DAY - 1)).to.equal(0);
    expect(await permissionsAt(at + 8 * DAY)).to.equal(RELEASE);
  });

  it("ends at once", async () => {
    const at = admittedAt + DAY - 2;
    await grantAt(at, RELEASE);
    await grantAt(at + 1, PERMISSIONS.models);
    expect(await permissionsAt(at + 2)).to.equal(PERMISSIONS.models);
  });

  it("waits for each key by itself", async () => {
    const { organizations, orgs, brandKey } = register;
    await grantAt(admittedAt + 2 * DAY, ALL_PERMISSIONS);
    expect(await organizations.permissionsOf(orgs.brand, brandKey.address)).to.equal(ALL_PERMISSIONS);
  });
});
