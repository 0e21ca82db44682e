import hre from "hardhat";
import Muster from "../../ignition/modules/Muster.ts";
import { modelId, type OrgId, orgId } from "../../lib/domain/ids.ts";
import { MODEL_KINDS, type ModelKind, ORG_KINDS, type OrgKind, PERMISSIONS, position } from "../../lib/domain/kinds.ts";
import type {
  AccessManager,
  Batches,
  Catalog,
  Devices,
  Disclosures,
  ERC7913P256Verifier,
  Networks,
  Organizations,
  PasskeyAccount,
  PasskeyAccounts,
  Recalls,
  Reports,
} from "../../types/ethers-contracts/index.ts";

/** One chain for the whole run. `load` brings it back to where the fixture left it, so no test sees another's traces. */
const connection = await hre.network.create({ override: { accounts: { count: 24 } } }); // CAST is longer than the default of 20
export const { ethers, networkHelpers } = connection;
export const { chainId } = await ethers.provider.getNetwork();

/** 1 January 2040. */
export const SUPPORT_END = 2208988800n;

export const ALL_PERMISSIONS = Object.values(PERMISSIONS).reduce((bits, bit) => bits | bit, 0);

/** The contracts as production deploys them. @param delay Seconds between what governance announces and does. */
export async function deployMuster(governor: string, delay: number) {
  const deployed = await connection.ignition.deploy(Muster, { parameters: { Muster: { governor, delay } } });
  return deployed as unknown as {
    accessManager: AccessManager;
    organizations: Organizations;
    catalog: Catalog;
    batches: Batches;
    devices: Devices;
    reports: Reports;
    recalls: Recalls;
    disclosures: Disclosures;
    networks: Networks;
    passkeyAccount: PasskeyAccount;
    passkeyAccounts: PasskeyAccounts;
    p256Verifier: ERC7913P256Verifier;
  };
}

export type Signer = Awaited<ReturnType<typeof ethers.getSigners>>[number];

/**
 * In the order of the chain's accounts. The deployer keeps no right. A `…Admin` only appoints keys; a `…Key` holds all
 * permissions in its body and nothing elsewhere; a `…Drafter` drafts recalls in its body and does nothing else; the
 * brand's colleague and Mallory are nobody yet.
 */
const CAST = [
  "deployer",
  "governor",
  "boardAdmin",
  "boardKey",
  "brandAdmin",
  "brandKey",
  "boardDrafter",
  "brandDrafter",
  "regulatorDrafter",
  "colleague",
  "rivalAdmin",
  "rivalKey",
  "regulatorAdmin",
  "regulatorKey",
  "observerAdmin",
  "observerKey",
  "repairerKey",
  "laboratoryKey",
  "alice",
  "bob",
  "mallory",
] as const;

/** A register with its first bodies and models, and no batch. */
async function register() {
  const signers = await ethers.getSigners();
  const cast = Object.fromEntries(CAST.map((name, i) => [name, signers[i]])) as Record<(typeof CAST)[number], Signer>;
  const contracts = await deployMuster(cast.governor.address, 0); // by the first account, the deployer
  const { organizations, catalog } = contracts;

  const admit = async (kind: OrgKind, name: string, admin: Signer, key: Signer, drafter?: Signer) => {
    const terms = [position(ORG_KINDS, kind), admin.address, name, `${name.toLowerCase()}.example`, "DE"] as const;
    const id = orgId(await organizations.connect(cast.governor).admit.staticCall(...terms));
    await organizations.connect(cast.governor).admit(...terms);
    await organizations.connect(admin).setOperator(id, key.address, ALL_PERMISSIONS);
    if (drafter) await organizations.connect(admin).setOperator(id, drafter.address, PERMISSIONS["recall-draft"]);
    return id;
  };
  const orgs = {
    /** Makes camera boards, a component. */
    board: await admit("manufacturer", "Lumen", cast.boardAdmin, cast.boardKey, cast.boardDrafter),
    /** Makes cameras with those boards. */
    brand: await admit("manufacturer", "Halo", cast.brandAdmin, cast.brandKey, cast.brandDrafter),
    /** Makes cameras too. */
    rival: await admit("manufacturer", "Vista", cast.rivalAdmin, cast.rivalKey),
    regulator: await admit("regulator", "Authority", cast.regulatorAdmin, cast.regulatorKey, cast.regulatorDrafter),
    observer: await admit("observer", "Watch", cast.observerAdmin, cast.observerKey),
    /** Its admin is its only key. */
    repairer: await admit("repairer", "Mender", cast.repairerKey, cast.repairerKey),
    laboratory: await admit("laboratory", "Proof", cast.laboratoryKey, cast.laboratoryKey),
  };

  const addModel = async (org: OrgId, key: Signer, gtin: string, kind: ModelKind, name: string) => {
    await catalog.connect(key).registerModel(org, gtin, position(MODEL_KINDS, kind), SUPPORT_END, name);
    return modelId(org, gtin);
  };
  const models = {
    board: await addModel(orgs.board, cast.boardKey, "09506000134352", "component", "Board B1"),
    camera: await addModel(orgs.brand, cast.brandKey, "09506000140445", "device", "Halo One"),
    rivalCamera: await addModel(orgs.rival, cast.rivalKey, "09506000134369", "device", "Vista 2"),
  };

  return { ...contracts, ...cast, orgs, models };
}

export type Register = Awaited<ReturnType<typeof register>>;

/** Call it in `beforeEach`: a register as new. */
export const load = (): Promise<Register> => networkHelpers.loadFixture(register);
