import { expect } from "chai";
import { modelId } from "../../../lib/domain/ids.ts";
import { MODEL_KINDS, PERMISSIONS, position } from "../../../lib/domain/kinds.ts";
import { load, type Register, SUPPORT_END } from "../fixture.ts";

const DEVICE = position(MODEL_KINDS, "device");
const GTIN = "09506000149301";

describe("Catalog.registerModel", () => {
  let register: Register;
  beforeEach(async () => {
    register = await load();
  });

  const terms = { gtin: GTIN as string | bigint, kind: DEVICE, supportEnd: SUPPORT_END, name: "Halo Two" };
  const add = (changes: Partial<typeof terms> & { org?: number } = {}, signer = register.brandKey) => {
    const { org, gtin, kind, supportEnd, name } = { org: register.orgs.brand, ...terms, ...changes };
    return register.catalog.connect(signer).registerModel(org, gtin, kind, supportEnd, name);
  };

  it("refuses keys of other makers", async () => {
    const { organizations, orgs, rivalKey } = register;
    await expect(add({}, rivalKey))
      .to.be.revertedWithCustomError(organizations, "OrganizationsNotPermitted")
      .withArgs(orgs.brand, rivalKey.address, PERMISSIONS.models);
  });

  it("refuses bodies that are not makers", async () => {
    const { organizations, orgs, regulatorKey } = register;
    await expect(add({ org: orgs.regulator }, regulatorKey))
      .to.be.revertedWithCustomError(organizations, "OrganizationsWrongKind")
      .withArgs(orgs.regulator, 2);
  });

  it("refuses a suspended maker", async () => {
    const { organizations, governor, orgs } = register;
    await organizations.connect(governor).setSuspended(orgs.brand, true, "reason");
    await expect(add()).to.be.revertedWithCustomError(organizations, "OrganizationsSuspended").withArgs(orgs.brand);
  });

  for (const gtin of [0n, 9506000149302n, 10n ** 14n, 2n ** 64n - 1n]) {
    it(`refuses ${gtin}, which is not a GTIN-14`, async () => {
      await expect(add({ gtin })).to.be.revertedWithCustomError(register.catalog, "CatalogInvalidGtin").withArgs(gtin);
    });
  }

  const invalid: [what: string, changes: Partial<typeof terms>][] = [
    ["without a kind", { kind: 0 }],
    ["without a name", { name: "" }],
    ["with a name of 101 bytes", { name: "x".repeat(101) }],
  ];
  for (const [what, changes] of invalid) {
    it(`refuses a model ${what}`, async () => {
      await expect(add(changes)).to.be.revertedWithCustomError(register.catalog, "CatalogInvalidModel");
    });
  }

  it("refuses the same GTIN of the same maker twice", async () => {
    await add();
    await expect(add({ name: "Other" }))
      .to.be.revertedWithCustomError(register.catalog, "CatalogModelExists")
      .withArgs(modelId(register.orgs.brand, GTIN));
  });

  it("lets another maker register the same GTIN, as another model", async () => {
    const { catalog, orgs, rivalKey } = register;
    await add();
    await expect(add({ org: orgs.rival, name: "Copy" }, rivalKey))
      .to.emit(catalog, "ModelRegistered")
      .withArgs(modelId(orgs.rival, GTIN), orgs.rival, GTIN, DEVICE, SUPPORT_END, "Copy");
  });

  it("registers the model under its maker's number and GTIN", async () => {
    const { catalog, orgs } = register;
    const name = "n".repeat(100);
    const id = modelId(orgs.brand, GTIN);
    await expect(add({ name })).to.emit(catalog, "ModelRegistered").withArgs(id, orgs.brand, GTIN, DEVICE, SUPPORT_END, name);
    expect(await catalog.model(id)).to.deep.equal([BigInt(DEVICE), SUPPORT_END, 0n]);
  });
});

describe("Catalog.model", () => {
  it("refuses a model that nobody registered", async () => {
    const { catalog, orgs } = await load();
    const id = modelId(orgs.brand, GTIN);
    await expect(catalog.model(id)).to.be.revertedWithCustomError(catalog, "CatalogUnknownModel").withArgs(id);
  });
});
