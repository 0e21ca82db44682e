import { dataSlice, getAddress, id as hashOf } from "ethers";
import { keccak256 } from "viem";
import { type DeviceId, deviceId, type OrgId, orgId } from "../../../lib/domain/ids.ts";
import { ORG_KINDS, PERMISSIONS, position } from "../../../lib/domain/kinds.ts";
import { BODIES, type Body, POSTS, ROLES, type Role } from "../../../scripts/access/matrix.ts";
import { chainId, ethers, load, networkHelpers, type Register } from "../fixture.ts";
import { addBatch, rootNumber } from "../support/batches.ts";
import { addDisclosure, file, findingOf } from "../support/disclosures.ts";
import { chip, DAY, LATER } from "../support/fleet.ts";
import { ASN, observationOf } from "../support/networks.ts";
import { accountOf, passkey } from "../support/passkey.ts";
import { addRecall, draftOf, draftStep, opening, UNSIGNED } from "../support/recalls.ts";
import { addRelease, certify, declareSecurity } from "../support/releases.ts";
import { addReport } from "../support/reports.ts";
import { digestOf } from "../support/typed-data.ts";
import { type CodedUnit, proofOf, unitsOf, withTree } from "../support/units.ts";

/** The units of the brand's batch, by how far each is. All but the first have been handed from one owner to the next. */
const UNIT_STATES = ["unclaimed", "owned", "offered", "contested", "vetoed", "awarded"] as const;
export type UnitState = (typeof UNIT_STATES)[number];

const chips = UNIT_STATES.map((state) => chip(state));
export const UNITS = withTree(
  unitsOf(UNIT_STATES.length).units.map((unit, i) => ({ ...unit, deviceSignerHash: keccak256(chips[i]?.signer ?? "0x") })),
);

/** What the account of a person without a wallet obeys. */
export const OWNER_PASSKEY = passkey("owner");

/** An account that has no other part to play. */
const addressOf = (role: Role): string => getAddress(dataSlice(hashOf(role), 12));

/** What a role is: an account, and the body for which it acts; none for those who act for themselves. */
export type Actor = { address: string; org?: OrgId };

async function stage() {
  const register = await load();
  const { organizations, governor, orgs, deployer, alice, bob } = register;

  const operatorAdmin = await ethers.getImpersonatedSigner(addressOf("network-operator admin"));
  await networkHelpers.setBalance(operatorAdmin.address, 10n ** 20n);
  await organizations.connect(governor).admit(position(ORG_KINDS, "network-operator"), operatorAdmin.address, "Net", "net.example", "DE");
  const bodies: Record<Body, { org: OrgId; admin: typeof operatorAdmin }> = {
    maker: { org: orgs.brand, admin: register.brandAdmin },
    "other-maker": { org: orgs.rival, admin: register.rivalAdmin },
    regulator: { org: orgs.regulator, admin: register.regulatorAdmin },
    "network-operator": { org: orgId(orgs.laboratory + 1), admin: operatorAdmin },
    observer: { org: orgs.observer, admin: register.observerAdmin },
    laboratory: { org: orgs.laboratory, admin: register.laboratoryKey },
    repairer: { org: orgs.repairer, admin: register.repairerKey },
  };

  const actors = Object.fromEntries(ROLES.map((role) => [role, { address: addressOf(role) }])) as Record<Role, Actor>;
  for (const [name, address] of [
    ["deployer", deployer.address],
    ["governor", governor.address],
    ["access-manager", await register.accessManager.getAddress()],
    ["recalls-contract", await register.recalls.getAddress()],
    ["owner", alice.address],
    ["former-owner", bob.address],
    ["claim-key", UNITS.units[1]?.claimKey],
    ["device-key", getAddress(chips[1]?.signer ?? "0x")],
  ] as const)
    actors[name] = { address: address as string };
  for (const body of Object.keys(BODIES) as Body[]) {
    const { org, admin } = bodies[body];
    for (const post of POSTS) {
      const actor = { address: post === "admin" ? admin.address : addressOf(`${body} ${post}`), org };
      actors[`${body} ${post}`] = actor;
      if (post !== "admin") await organizations.connect(admin).setOperator(org, actor.address, PERMISSIONS[post]);
    }
  }

  const operator = bodies["network-operator"].org;
  await register.networks.connect(governor).assignNetwork(ASN, operator, "reason");
  const observer = await actAs(actors["observer networks"].address);
  await register.networks.connect(observer).recordObservations(orgs.observer, [await observationOf()]);
  const products = await setProducts(register, actors);
  return { ...register, actors, operator, ...products };
}

/** What every function is tried on, ready to succeed but for who asks. */
async function setProducts(register: Register, actors: Record<Role, Actor>) {
  const { organizations, recalls, models, orgs, brandAdmin, brandKey, laboratoryKey, repairerKey } = register;
  const boards = await addBatch(register, { modelId: models.board, root: rootNumber(1), size: 9 });
  const parts = [{ batchId: boards, first: 0, last: UNITS.size - 1 }];
  const batch = await addBatch(register, { root: UNITS.root, size: UNITS.size, parts });
  const unit = Object.fromEntries(UNIT_STATES.map((state, i) => [state, deviceId(batch, i)])) as Record<UnitState, DeviceId>;
  await addRelease(register, models.camera, 1);
  await declareSecurity(register, models.camera);
  await certify(register, models.camera);
  await addReport(register, batch, 1, 0, 1);
  const recall = await addRecall(register);
  const researcher = await actAs(actors.researcher.address);
  await addDisclosure(register, { researcher });
  const finding = findingOf(register, { salt: `0x${"5b".repeat(32)}` });
  await file(register, finding, researcher);
  await organizations.connect(brandAdmin).offerAdmin(orgs.brand, actors["offered-admin"].address);

  const terms = { recallId: recall, version: 2, measure: 1, severity: 4, notice: rootNumber(2), added: [], reason: "reason" };
  const steps = { amend: [terms], close: [recall, "reason"], withdraw: [recall, "reason"] } as const;
  for (const [step, args] of Object.entries(steps)) await draftStep(register, orgs.brand, step as "amend", args);
  for (const body of Object.keys(BODIES) as Body[]) {
    const { address, org } = actors[`${body} recall-draft`];
    const drafter = await actAs(address);
    await recalls.connect(drafter).draft(org as OrgId, draftOf(register, "open", [opening(register, { issuer: org })]));
  }

  const stage = { ...register, batch, boards, unit, recall, steps };
  for (const state of UNIT_STATES) if (state !== "unclaimed") await bring(stage, state, actors);
  // Keys that could do anything in bodies whose single permissions are tried.
  for (const [admin, org] of [
    [laboratoryKey, orgs.laboratory],
    [repairerKey, orgs.repairer],
  ] as const)
    await organizations.connect(admin).setOperator(org, admin.address, 0);
  await organizations.connect(brandAdmin).setOperator(orgs.brand, brandKey.address, 0);
  await networkHelpers.time.increase(15 * DAY); // the contested unit's recovery is ready
  return { batch, boards, unit, recall, steps, finding, account: await accountOf(register, OWNER_PASSKEY) };
}

type Products = Register & { unit: Record<UnitState, DeviceId> };

/** Gives a unit its owner, and brings it where its name says. */
async function bring(register: Products, state: UnitState, actors: Record<Role, Actor>): Promise<void> {
  const { devices, alice, bob } = register;
  const id = register.unit[state];
  await devices.claimByDevice(id, bob.address, LATER, await proofBy(register, state, "DeviceClaim", [id, bob.address, 0, LATER]));
  await devices.connect(bob).offerHandover(id, alice.address, Number(LATER), UNSIGNED);
  await devices.connect(alice).acceptHandover(id, alice.address, "0x", UNSIGNED);
  if (state === "owned") return;
  if (state === "offered") {
    await devices.connect(alice).offerHandover(id, actors.recipient.address, Number(LATER), UNSIGNED);
    return;
  }
  const claimant = actors.claimant.address;
  await devices.startRecoveryByDevice(id, claimant, LATER, await proofBy(register, state, "Recovery", [id, claimant, 2, LATER]));
  if (state === "contested") return;
  await devices.connect(alice).vetoRecovery(id, UNSIGNED);
  if (state === "awarded") await devices.connect(await actAs(actors["maker titles"].address)).awardTitle(id, "reason");
}

/** What shows that a unit has signed. */
export async function proofBy(
  { devices }: Register,
  state: UnitState,
  message: Parameters<typeof digestOf>[1],
  values: readonly unknown[],
) {
  const index = UNIT_STATES.indexOf(state);
  const domain = { name: "Muster Devices", version: "1", chainId, verifyingContract: await devices.getAddress() };
  const { claimKey, serialTag } = UNITS.units[index] as CodedUnit;
  const key = chips[index] as ReturnType<typeof chip>;
  const signature = key.sign(digestOf(domain, message, values));
  return { claimKey, serialTag, proof: await proofOf(UNITS, index), signer: key.signer, signature };
}

export type Stage = Awaited<ReturnType<typeof stage>>;
export const loadStage = (): Promise<Stage> => networkHelpers.loadFixture(stage);

/** Sends as an account whose key is not at hand, a contract's too. */
export async function actAs(address: string) {
  await networkHelpers.setBalance(address, 10n ** 20n);
  return ethers.getImpersonatedSigner(address);
}
