import { expect } from "chai";
import { type ContractTransactionResponse, Interface, type InterfaceAbi } from "ethers";
import { errorsAbi } from "../../lib/chain/decode-error.ts";
import { type BatchId, deviceId } from "../../lib/domain/ids.ts";
import { PERMISSIONS } from "../../lib/domain/kinds.ts";
import { ethers, load, networkHelpers, type Register, type Signer, SUPPORT_END } from "./fixture.ts";
import { addBatch, registration, rootNumber } from "./support/batches.ts";
import { addRecall, opening } from "./support/recalls.ts";
import { addRelease } from "./support/releases.ts";
import { claimOf, unitsOf } from "./support/units.ts";

const UNITS = unitsOf(2);

/** Everyone who could try something with what is the brand's or Alice's. */
const ROLES = [
  "governance",
  "admin",
  "models key",
  "batches key",
  "releases key",
  "draft key",
  "release key", // of recalls
  "other maker",
  "regulator",
  "observer",
  "owner",
  "stranger",
] as const;
type Role = (typeof ROLES)[number];

type Stage = Register & { roles: Record<Role, Signer>; batch: BatchId; recall: number };
type Writer = {
  /** Who may; "all" where the sender does not matter. */
  may: readonly Role[] | "all";
  send(stage: Stage, signer: Signer): Promise<ContractTransactionResponse>;
};

/** One entry for each external function that writes. */
const WRITERS: Record<string, Writer> = {
  "Organizations.admit": {
    may: ["governance"],
    send: ({ organizations, mallory }, as) => organizations.connect(as).admit(1, mallory.address, "N", "n.example", "FR"),
  },
  "Organizations.setSuspended": {
    may: ["governance"],
    send: ({ organizations, orgs }, as) => organizations.connect(as).setSuspended(orgs.brand, true, "reason"),
  },
  "Organizations.setAuthority": {
    may: [], // AccessManager.updateAuthority calls it
    send: ({ organizations, mallory }, as) => organizations.connect(as).setAuthority(mallory.address),
  },
  "Organizations.setOperator": {
    may: ["admin"],
    send: ({ organizations, orgs, mallory }, as) => organizations.connect(as).setOperator(orgs.brand, mallory.address, 1),
  },
  "Organizations.requireSecondKey": {
    may: ["admin"],
    send: ({ organizations, orgs }, as) => organizations.connect(as).requireSecondKey(orgs.brand),
  },
  "Catalog.registerModel": {
    may: ["models key"],
    send: ({ catalog, orgs }, as) => catalog.connect(as).registerModel(orgs.brand, "09506000149301", 1, SUPPORT_END, "Two"),
  },
  "Catalog.extendSupport": {
    may: ["models key"],
    send: ({ catalog, models }, as) => catalog.connect(as).extendSupport(models.camera, SUPPORT_END + 1n),
  },
  "Catalog.publishRelease": {
    may: ["releases key"],
    send: ({ catalog, models }, as) => catalog.connect(as).publishRelease(models.camera, 9, "9", `0x${"99".repeat(32)}`, 1),
  },
  "Batches.registerBatch": {
    may: ["batches key"],
    send: (stage, as) => stage.batches.connect(as).registerBatch(registration(stage, { root: rootNumber(9) })),
  },
  "Batches.freeze": {
    may: ["batches key"],
    send: ({ batches, batch }, as) => batches.connect(as).freeze(batch, 0, 0, "codes leaked"),
  },
  "Devices.claim": {
    may: "all",
    send: async ({ devices, batch, bob }, as) => {
      const terms = { batch, index: 1, owner: bob.address, devices: await devices.getAddress() };
      return devices.connect(as).claim(await claimOf(UNITS, terms));
    },
  },
  "Devices.stateRelease": {
    may: ["owner"],
    send: ({ devices, batch }, as) => devices.connect(as).stateRelease(deviceId(batch, 0), 1),
  },
  "Recalls.draft": {
    may: ["draft key"],
    send: ({ recalls, orgs }, as) => recalls.connect(as).draft(orgs.brand, rootNumber(9)),
  },
  "Recalls.open": {
    may: ["release key"],
    send: (stage, as) => stage.recalls.connect(as).open(opening(stage)),
  },
  "Recalls.offerFix": {
    may: ["releases key"],
    send: ({ recalls, recall, models }, as) => recalls.connect(as).offerFix(recall, models.camera, 1),
  },
  "Recalls.acknowledge": {
    may: ["owner"],
    send: ({ recalls, recall, batch }, as) => recalls.connect(as).acknowledge(recall, deviceId(batch, 0), "0x"),
  },
  "Recalls.close": {
    may: ["release key"],
    send: ({ recalls, recall }, as) => recalls.connect(as).close(recall, "done"),
  },
};

/** A camera of Alice's under an open recall of the brand, and a key for each permission in the brand. */
async function setStage(): Promise<Stage> {
  const register = await load();
  const { organizations, devices, models, orgs, brandAdmin, alice } = register;
  const batch = await addBatch(register, { root: UNITS.root, size: UNITS.size });
  await devices.claim(await claimOf(UNITS, { batch, index: 0, owner: alice.address, devices: await devices.getAddress() }));
  await addRelease(register, models.camera, 1);
  const recall = await addRecall(register);

  const keys = (await ethers.getSigners()).slice(-5) as [Signer, Signer, Signer, Signer, Signer];
  for (const [i, bit] of Object.values(PERMISSIONS).entries())
    await organizations.connect(brandAdmin).setOperator(orgs.brand, (keys[i] as Signer).address, bit);
  const roles = {
    governance: register.governor,
    admin: brandAdmin,
    "models key": keys[0],
    "batches key": keys[1],
    "releases key": keys[2],
    "draft key": keys[3],
    "release key": keys[4],
    "other maker": register.rivalKey,
    regulator: register.regulatorKey,
    observer: register.observerKey,
    owner: alice,
    stranger: register.mallory,
  };
  return { ...register, roles, batch, recall };
}

const errors = new Interface(errorsAbi as InterfaceAbi);

/** The refusals that are about who asks. Any other would mean that the table tests something else. */
const ABOUT_THE_SENDER = [
  "AccessManagedUnauthorized",
  "OrganizationsNotAdmin",
  "OrganizationsNotPermitted",
  "DevicesNotOwner",
  "RecallsNotOwner",
];

function errorName(error: unknown): string {
  const { data = "" } = error as { data?: string };
  return errors.parseError(data)?.name ?? String(error);
}

describe("Access", () => {
  let stage: Stage;
  beforeEach(async () => {
    stage = await setStage();
  });

  it("is tested for every function that writes", async () => {
    const { organizations, catalog, batches, devices, recalls } = stage;
    const contracts = { Organizations: organizations, Catalog: catalog, Batches: batches, Devices: devices, Recalls: recalls };
    const writers = Object.entries(contracts).flatMap(([name, { interface: abi }]) => {
      const found: string[] = [];
      abi.forEachFunction(({ name: verb, constant }) => constant || found.push(`${name}.${verb}`));
      return found;
    });
    expect(Object.keys(WRITERS).sort()).to.deep.equal(writers.sort());
  });

  for (const [writer, { may, send }] of Object.entries(WRITERS)) {
    const allowed = may === "all" ? ROLES : may;

    const who = may === "all" ? "everyone" : may.join(", ");

    it(`to ${writer} is for ${who ? `${who}, and makes an event (I11)` : "nobody"}`, async () => {
      for (const role of ROLES) {
        const before = await networkHelpers.takeSnapshot();
        const attempt = send(stage, stage.roles[role]);
        if (allowed.includes(role)) {
          const receipt = await (await attempt).wait();
          expect(receipt?.logs.map(({ address }) => address)).to.include(receipt?.to);
        } else {
          const refusal = await attempt.then(() => "none", errorName);
          expect(refusal, role).to.be.oneOf(ABOUT_THE_SENDER);
        }
        await before.restore();
      }
    });
  }

  it("to governance itself moves by its own contract only, with an event", async () => {
    const { accessManager, organizations, governor } = stage;
    const next = await ethers.deployContract("AccessManager", [governor.address]);
    await expect(accessManager.connect(governor).updateAuthority(organizations, next))
      .to.emit(organizations, "AuthorityUpdated")
      .withArgs(await next.getAddress());
  });
});
