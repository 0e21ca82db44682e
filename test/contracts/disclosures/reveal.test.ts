import { expect } from "chai";
import { ZeroHash } from "ethers";
import { commitmentOf, type Finding, MAX_SUBJECT, REVEAL_DELAY } from "../../../lib/domain/disclosure.ts";
import { chainId, load, networkHelpers, type Register } from "../fixture.ts";
import { addDisclosure, breachOf, commitment, DOCUMENT, file, findingOf, onChain } from "../support/disclosures.ts";
import { declareSecurity } from "../support/releases.ts";

describe("Disclosures.file", () => {
  let register: Register;
  beforeEach(async () => {
    register = await load();
  });

  it("keeps for anybody who files that it was then, and says no more", async () => {
    const { disclosures, mallory } = register;
    await networkHelpers.time.setNextBlockTimestamp(2_000_000_000);
    await expect(disclosures.connect(mallory).file(DOCUMENT)).to.emit(disclosures, "DisclosureFiled").withArgs(mallory.address, DOCUMENT);
    expect(await disclosures.filedAt(mallory, DOCUMENT)).to.equal(2_000_000_000);
    expect(await disclosures.filedAt(register.alice, DOCUMENT)).to.equal(0);
  });

  it("refuses nothing at all, and the same twice, because the first day counts", async () => {
    const { disclosures, alice } = register;
    await expect(disclosures.file(ZeroHash)).to.be.revertedWithCustomError(disclosures, "DisclosuresInvalidCommitment");
    const at = await file(register, findingOf(register));
    const filed = await commitment(register, findingOf(register), alice);
    await expect(disclosures.connect(alice).file(filed))
      .to.be.revertedWithCustomError(disclosures, "DisclosuresFiledBefore")
      .withArgs(filed, at);
  });

  it("is not disturbed by whoever copies a filing before it is mined", async () => {
    const { disclosures, alice, mallory } = register;
    const filed = await commitment(register, findingOf(register), alice);
    await disclosures.connect(mallory).file(filed);
    await expect(disclosures.connect(alice).file(filed)).to.emit(disclosures, "DisclosureFiled").withArgs(alice.address, filed);
  });
});

describe("Disclosures.reveal", () => {
  let register: Register;
  beforeEach(async () => {
    register = await load();
  });

  const reveal = (finding: Finding, researcher = register.alice) => register.disclosures.connect(researcher).reveal(onChain(finding));
  /** Files and waits. */
  const ripe = async (finding: Finding, researcher = register.alice) => {
    await file(register, finding, researcher);
    await networkHelpers.time.increase(REVEAL_DELAY);
    return finding;
  };

  it("numbers what was found, shows all of it but the document, and says since when it was known", async () => {
    const { disclosures, alice, models } = register;
    const finding = findingOf(register, { subject: "CVE-2031-12345" });
    const at = await file(register, finding);
    const filed = await commitment(register, finding, alice);
    await networkHelpers.time.setNextBlockTimestamp(at + REVEAL_DELAY);
    await expect(reveal(finding))
      .to.emit(disclosures, "DisclosureRevealed")
      .withArgs(1, models.camera, alice.address, at, filed, [models.camera, 1, 0, "CVE-2031-12345", DOCUMENT, finding.salt]);
    expect(await disclosures.disclosure(1)).to.deep.equal([
      ...[alice.address, BigInt(at), BigInt(at + REVEAL_DELAY), 1n, false],
      ...[models.camera, 0n, 0n, 0n, 0n, 0n, DOCUMENT],
    ]);
    expect(await disclosures.filedAt(alice, filed)).to.equal(0);
    expect(await addDisclosure(register, { finding: findingOf(register, { salt: DOCUMENT }) })).to.equal(2);
  });

  it("takes an hour to the second", async () => {
    const { disclosures, alice } = register;
    const finding = findingOf(register);
    const readyAt = (await file(register, finding)) + REVEAL_DELAY;
    await networkHelpers.time.setNextBlockTimestamp(readyAt - 1);
    await expect(reveal(finding))
      .to.be.revertedWithCustomError(disclosures, "DisclosuresTooEarly")
      .withArgs(await commitment(register, finding, alice), readyAt);
    await networkHelpers.time.setNextBlockTimestamp(readyAt);
    await expect(reveal(finding)).to.emit(disclosures, "DisclosureRevealed");
  });

  it("gives nothing to whoever copies a reveal from the mempool, or a filing and then the reveal", async () => {
    const { disclosures, alice, mallory } = register;
    const finding = await ripe(findingOf(register));
    await expect(reveal(finding, mallory))
      .to.be.revertedWithCustomError(disclosures, "DisclosuresNotFiled")
      .withArgs(await commitment(register, finding, mallory), mallory.address);
    await disclosures.connect(mallory).file(await commitment(register, finding, alice));
    await file(register, finding, mallory); // what Mallory can file at best is her own, now
    await expect(reveal(finding, mallory)).to.be.revertedWithCustomError(disclosures, "DisclosuresTooEarly");
    await reveal(finding);
    await networkHelpers.time.increase(REVEAL_DELAY);
    await reveal(finding, mallory);
    const [first, copy] = await Promise.all([disclosures.disclosure(1), disclosures.disclosure(2)]);
    expect(first.filedAt).to.be.lessThan(copy.filedAt);
  });

  it("counts once, and only for exactly what was filed, with this contract on this chain", async () => {
    const { disclosures, alice, models } = register;
    await declareSecurity(register, models.camera);
    const finding = await ripe(breachOf(register));
    for (const changes of [
      { modelId: models.rivalCamera },
      { kind: "vulnerability" },
      { declaration: 2 },
      { subject: "5.1-2" },
      { digest: ZeroHash },
      { salt: ZeroHash },
    ] as Partial<Finding>[])
      await expect(reveal({ ...finding, ...changes }), JSON.stringify(Object.keys(changes))).to.be.revertedWithCustomError(
        disclosures,
        "DisclosuresNotFiled",
      );
    const [here, someone] = [(await disclosures.getAddress()) as `0x${string}`, alice.address as `0x${string}`];
    for (const elsewhere of [
      commitmentOf(chainId + 1n, here, someone, findingOf(register)),
      commitmentOf(chainId, someone, someone, findingOf(register)),
    ])
      await disclosures.connect(alice).file(elsewhere);
    await networkHelpers.time.increase(REVEAL_DELAY);
    await expect(reveal(findingOf(register))).to.be.revertedWithCustomError(disclosures, "DisclosuresNotFiled");
    await reveal(finding);
    await expect(reveal(finding)).to.be.revertedWithCustomError(disclosures, "DisclosuresNotFiled");
  });

  const long = "5".repeat(MAX_SUBJECT + 1);
  for (const [what, changes] of [
    ["without a kind", { kind: "none" as never }],
    ["without a document", { digest: ZeroHash as `0x${string}` }],
    ["of a vulnerability with a declaration", { declaration: 1 }],
    ["of a vulnerability with a text for a CVE", { subject: long }],
    ["of a breach without a provision", { kind: "breach", declaration: 1 }],
    ["of a breach with a text for a provision", { kind: "breach", declaration: 1, subject: long }],
  ] as [string, Partial<Finding>][])
    it(`refuses a finding ${what}`, async () => {
      await declareSecurity(register, register.models.camera);
      const finding = await ripe(findingOf(register, changes));
      await expect(reveal(finding)).to.be.revertedWithCustomError(register.disclosures, "DisclosuresInvalidFinding");
    });

  it("refuses a breach of what was never declared, and a model that nobody makes", async () => {
    const { catalog, disclosures, models } = register;
    const early = await ripe(breachOf(register));
    await expect(reveal(early)).to.be.revertedWithCustomError(disclosures, "DisclosuresNoSuchDeclaration").withArgs(models.camera, 1);
    await declareSecurity(register, models.camera);
    for (const declaration of [0, 2])
      await expect(reveal(await ripe(breachOf(register, { declaration }))))
        .to.be.revertedWithCustomError(disclosures, "DisclosuresNoSuchDeclaration")
        .withArgs(models.camera, declaration);
    await expect(reveal(await ripe(findingOf(register, { modelId: 7n as never }))))
      .to.be.revertedWithCustomError(catalog, "CatalogUnknownModel")
      .withArgs(7);
    await expect(reveal(early)).to.emit(disclosures, "DisclosureRevealed");
  });

  it("takes a breach of an earlier declaration than the present one", async () => {
    for (const _ of [1, 2]) await declareSecurity(register, register.models.camera);
    const id = await addDisclosure(register, { finding: breachOf(register) });
    const { kind, declaration } = await register.disclosures.disclosure(id);
    expect([kind, declaration]).to.deep.equal([2n, 1n]);
  });
});

describe("Disclosures.withdraw", () => {
  it("is for the researcher, once, with a reason, and leaves everything on record", async () => {
    const register = await load();
    const { disclosures, alice, mallory, brandKey } = register;
    const id = await addDisclosure(register);
    await expect(disclosures.connect(alice).withdraw(id + 1, "wrong"))
      .to.be.revertedWithCustomError(disclosures, "DisclosuresUnknown")
      .withArgs(id + 1);
    for (const signer of [mallory, brandKey])
      await expect(disclosures.connect(signer).withdraw(id, "wrong"))
        .to.be.revertedWithCustomError(disclosures, "DisclosuresNotYours")
        .withArgs(id, signer.address);
    for (const reason of ["", "x".repeat(1001)])
      await expect(disclosures.connect(alice).withdraw(id, reason)).to.be.revertedWithCustomError(disclosures, "DisclosuresInvalidReason");
    const before = await disclosures.disclosure(id);
    await expect(disclosures.connect(alice).withdraw(id, "wrong")).to.emit(disclosures, "DisclosureWithdrawn").withArgs(id, "wrong");
    expect(await disclosures.disclosure(id)).to.deep.equal([...before].with(4, true));
    await expect(disclosures.connect(alice).withdraw(id, "wrong"))
      .to.be.revertedWithCustomError(disclosures, "DisclosuresIsWithdrawn")
      .withArgs(id);
  });
});
