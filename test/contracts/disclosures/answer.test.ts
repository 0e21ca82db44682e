import { expect } from "chai";
import { ZeroHash } from "ethers";
import type { DisclosureId } from "../../../lib/domain/ids.ts";
import { ANSWERS, type Answer, PERMISSIONS, position } from "../../../lib/domain/kinds.ts";
import { load, networkHelpers, type Register } from "../fixture.ts";
import { addDisclosure, breachOf, DOCUMENT } from "../support/disclosures.ts";
import { addRelease, declareSecurity } from "../support/releases.ts";

describe("Disclosures.answer", () => {
  let register: Register;
  let id: DisclosureId;
  beforeEach(async () => {
    register = await load();
    id = await addDisclosure(register);
  });

  const answer = (says: Answer, release = 0, { by = register.brandKey, of = id, document = DOCUMENT as string } = {}) =>
    register.disclosures.connect(by).answer(of, position(ANSWERS, says), release, document);

  it("refuses a disclosure that nobody made", async () => {
    await expect(answer("disputed", 0, { of: (id + 1) as DisclosureId }))
      .to.be.revertedWithCustomError(register.disclosures, "DisclosuresUnknown")
      .withArgs(id + 1);
  });

  it("refuses everyone but the model's maker, the researcher and regulators too", async () => {
    const { organizations, orgs, alice, boardKey, rivalKey, regulatorKey, brandDrafter } = register;
    for (const by of [alice, boardKey, rivalKey, regulatorKey, brandDrafter])
      await expect(answer("disputed", 0, { by }))
        .to.be.revertedWithCustomError(organizations, "OrganizationsNotPermitted")
        .withArgs(orgs.brand, by.address, PERMISSIONS["recall-release"]);
  });

  it("refuses to say nothing, and a release with any answer but that it fixes", async () => {
    const { disclosures, models } = register;
    await addRelease(register, models.camera, 1);
    for (const attempt of [answer("none" as never), answer("acknowledged", 1), answer("disputed", 1)])
      await expect(attempt).to.be.revertedWithCustomError(disclosures, "DisclosuresInvalidAnswer");
  });

  it("takes a vulnerability for fixed only by a release that was published and not revoked", async () => {
    const { catalog, disclosures, models, orgs, brandKey } = register;
    await addRelease(register, models.camera, 1);
    await addRelease(register, models.camera, 2);
    await catalog.connect(brandKey).revokeRelease(models.camera, 1, "reason");
    for (const release of [0, 1, 3])
      await expect(answer("fixed", release))
        .to.be.revertedWithCustomError(disclosures, "DisclosuresUnknownRelease")
        .withArgs(models.camera, release);
    await expect(answer("fixed", 2))
      .to.emit(disclosures, "DisclosureAnswered")
      .withArgs(id, orgs.brand, brandKey.address, position(ANSWERS, "fixed"), 2, DOCUMENT);
  });

  it("takes a breach for mended without a release too", async () => {
    const { disclosures, models } = register;
    await declareSecurity(register, models.camera);
    const of = await addDisclosure(register, { finding: breachOf(register) });
    await expect(answer("fixed", 9, { of })).to.be.revertedWithCustomError(disclosures, "DisclosuresUnknownRelease");
    await expect(answer("fixed", 0, { of })).to.emit(disclosures, "DisclosureAnswered");
  });

  it("keeps the last answer and its time, of a suspended maker and of what was taken back too", async () => {
    const { organizations, disclosures, orgs, governor, models, alice } = register;
    await addRelease(register, models.camera, 1);
    await answer("fixed", 1);
    await organizations.connect(governor).setSuspended(orgs.brand, true, "reason");
    await disclosures.connect(alice).withdraw(id, "reason");
    await networkHelpers.time.setNextBlockTimestamp(2_000_000_000);
    await answer("disputed", 0, { document: ZeroHash });
    const record = await disclosures.disclosure(id);
    expect([record.answer, record.release, record.answeredAt]).to.deep.equal([BigInt(position(ANSWERS, "disputed")), 0n, 2_000_000_000n]);
  });
});
