import { expect } from "chai";
import { modelId } from "../../../lib/domain/ids.ts";
import { MODEL_KINDS, PERMISSIONS, position } from "../../../lib/domain/kinds.ts";
import { ALL_PERMISSIONS, ethers, load, type Register, SUPPORT_END } from "../fixture.ts";

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

  it("refuses keys of other makers, and of the maker's own without the permission", async () => {
    const { organizations, orgs, rivalKey, brandAdmin, brandKey } = register;
    await organizations.connect(brandAdmin).setOperator(orgs.brand, brandKey.address, ALL_PERMISSIONS & ~PERMISSIONS.models);
    for (const signer of [rivalKey, brandKey])
      await expect(add({}, signer))
        .to.be.revertedWithCustomError(organizations, "OrganizationsNotPermitted")
        .withArgs(orgs.brand, signer.address, PERMISSIONS.models);
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

  it("refuses a kind that there is not", async () => {
    await expect(add({ kind: MODEL_KINDS.length })).to.revert(ethers);
  });

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

  it("registers devices and components under their maker's number and GTIN, by names of one to a hundred bytes", async () => {
    const { catalog, orgs } = register;
    for (const [gtin, kind, name] of [
      [GTIN, DEVICE, "n".repeat(100)],
      ["09506000149318", position(MODEL_KINDS, "component"), "n"],
      ["99999999999997", DEVICE, "The highest number"],
    ] as const) {
      const id = modelId(orgs.brand, gtin);
      await expect(add({ gtin, kind, name })).to.emit(catalog, "ModelRegistered").withArgs(id, orgs.brand, gtin, kind, SUPPORT_END, name);
      expect(await catalog.model(id)).to.deep.equal([BigInt(kind), SUPPORT_END, 0n]);
    }
  });

  it("takes any end of support, the past and the last second included, because that is the maker's own word", async () => {
    const { catalog, orgs } = register;
    for (const [gtin, supportEnd] of [
      [GTIN, 0n],
      ["09506000149318", 2n ** 32n - 1n],
    ] as const) {
      await add({ gtin, supportEnd });
      expect((await catalog.model(modelId(orgs.brand, gtin))).supportEnd).to.equal(supportEnd);
    }
  });
});

describe("Catalog.model", () => {
  it("refuses a model that nobody registered", async () => {
    const { catalog, orgs } = await load();
    const id = modelId(orgs.brand, GTIN);
    await expect(catalog.model(id)).to.be.revertedWithCustomError(catalog, "CatalogUnknownModel").withArgs(id);
  });
});
