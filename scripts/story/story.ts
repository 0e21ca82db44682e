import { bytesToHex, type Hex, keccak256, sha256, stringToBytes } from "viem";
import * as calls from "../../lib/chain/calls.ts";
import { draftDigest, encodeDraft } from "../../lib/chain/draft.ts";
import { type CastId, castMember } from "../../lib/domain/cast.ts";
import { formatClaimCode } from "../../lib/domain/claim-code.ts";
import { formatDigitalLink } from "../../lib/domain/digital-link.ts";
import { type BatchId, deviceId, type ModelId, type OrgId, type RecallId } from "../../lib/domain/ids.ts";
import type { Permission } from "../../lib/domain/kinds.ts";
import { encodeNotice } from "../../lib/domain/notice-document.ts";
import type { Part } from "../../lib/domain/scope.ts";
import { NO_DEVICE_SIGNER, serialSalt, serialTag, signClaim } from "../../lib/domain/unit.ts";
import { readProof } from "../../lib/domain/unit-tree.ts";
import type { Contacts } from "../../lib/store/contacts.ts";
import type { Drafts } from "../../lib/store/drafts.ts";
import { claimCodeOf, type Factory, makeBatch, signerOf } from "./batches.ts";
import { equipDevice } from "./device.ts";
import { discloseFindings } from "./disclosures.ts";
import { observeNetworks } from "./networks.ts";
import { BOARD_NOTICE, LAMP_NOTICE } from "./notices.ts";
import { oldBoards, PRODUCTS, type ProductId, type StorySizes } from "./products.ts";
import { declareModels } from "./security.ts";

/** What the story leaves behind, for those who play on: the demonstration, the tests, the screenshots. */
export type Story = {
  orgs: Record<"lumenForge" | "northgate" | "petrel" | "cobalt" | "regulator" | "laboratory" | "observer" | "operator", OrgId>;
  models: Record<ProductId, ModelId>;
  batches: Record<ProductId, BatchId>;
  recalls: { lamp: RecallId };
  /** Digest of the recall that waits to be released. */
  draft: Hex;
  /** Boxes that nobody has opened yet. */
  boxes: Box[];
};

type Box = { product: string; maker: string; device: string; serial: string; code: string; link: string };

type Stores = { contacts: Contacts; drafts: Drafts };

const ALL: Permission[] = ["models", "batches", "releases", "recall-draft", "recall-release", "titles"];
const unixTime = (date: string): number => Date.parse(`${date}T00:00:00Z`) / 1000;
/** The images stay with their makers; here they hold nothing but their names. */
const imageOf = (product: ProductId, version: string): string => `${PRODUCTS[product].name} ${version}`;

/**
 * Tells the story up to the moment where a person can take over: organisations, models, batches with real claim codes,
 * some claimed cameras, one recall under way, one that is drafted and waits for the second key, and what owners found out.
 */
export async function tellStory(factory: Factory, { contacts, drafts }: Stores, sizes: StorySizes): Promise<Story> {
  const orgs = await admitOrganisations(factory);
  const models = await registerModels(factory, orgs);
  await publishReleases(factory, models);
  await declareModels(factory, models, orgs.laboratory);
  await observeNetworks(factory.world, orgs.observer, orgs.operator);
  const batches = await registerBatches(factory, models, sizes);

  const claims: [CastId, ProductId, number][] = [
    ["ada", "northgate", 17],
    ["ben", "northgate", 23],
    ["ben", "northgate", sizes.northgate - 3], // has the new board
    ["chen", "petrel", 4],
    ["dora", "cobalt", 2],
  ];
  for (const [owner, product, index] of claims)
    await claim(factory, batches[product], owner, product, index, sizes[product as keyof StorySizes]);
  for (const owner of ["ada", "ben", "chen", "dora"] as const) {
    await contacts.set(castMember(owner).address, { email: `${owner}@people.example`, language: "en" });
  }

  const lamp = await recallLamp(factory, orgs.northgate, models.northgate, batches.northgate);
  const draft = await draftBoardRecall(factory, drafts, orgs.lumenForge, batches.board);
  const boxes = [boxOf(factory, batches, "northgate", 30), boxOf(factory, batches, "petrel", 7), boxOf(factory, batches, "cobalt", 3)];
  // The Petrel camera in its box, after it was updated.
  await equipDevice(factory, "petrel", 7, { sequence: 2, image: imageOf("petrel", "1.1.2") });
  // Last, because it takes an hour.
  await discloseFindings(factory.world, models);
  return { orgs, models, batches, recalls: { lamp }, draft, boxes };
}

async function admitOrganisations({ world }: Factory): Promise<Story["orgs"]> {
  const maker = { kind: "manufacturer" } as const;
  const lumenForge = await world.admit({
    ...maker,
    admin: "dana",
    name: "Lumen Forge",
    domain: "lumenforge.example",
    country: "NO",
    operators: { dana: ["models", "batches", "releases", "recall-draft"], remy: ["recall-release"] },
  });
  return {
    lumenForge,
    northgate: await world.admit({
      ...maker,
      admin: "nadia",
      name: "Northgate Cameras",
      domain: "northgate.example",
      country: "DE",
      operators: { nadia: ALL, nils: ["recall-draft"] },
    }),
    petrel: await world.admit({
      ...maker,
      admin: "piet",
      name: "Petrel Home",
      domain: "petrel.example",
      country: "IE",
      operators: { piet: ALL },
    }),
    cobalt: await world.admit({
      ...maker,
      admin: "carla",
      name: "Cobalt Security",
      domain: "cobalt.example",
      country: "CA",
      operators: { carla: ALL },
    }),
    regulator: await world.admit({
      kind: "regulator",
      admin: "rosa",
      name: "Office for Product Safety",
      domain: "productsafety.example",
      country: "BE",
      operators: { rosa: ["recall-draft", "recall-release"], ravi: ["recall-draft"] },
    }),
    laboratory: await world.admit({
      kind: "laboratory",
      admin: "lars",
      name: "Elm Test House",
      domain: "elmtesthouse.example",
      country: "DK",
      operators: { lars: ["certificates"] },
    }),
    observer: await world.admit({
      kind: "observer",
      admin: "olga",
      name: "Open Route Watch",
      domain: "openroutewatch.example",
      country: "NL",
      operators: { olga: ["networks"] },
    }),
    operator: await world.admit({
      kind: "network-operator",
      admin: "nora",
      name: "Fennel Net",
      domain: "fennel.example",
      country: "IE",
      operators: { nora: ["networks"] },
    }),
  };
}

async function registerModels({ world }: Factory, orgs: Story["orgs"]): Promise<Story["models"]> {
  const register = (product: ProductId, org: OrgId, supportEnd: string): Promise<ModelId> => {
    const { by, gtin, kind, name } = PRODUCTS[product];
    return world.registerModel(by, { orgId: org, gtin, kind, name, supportEnd: unixTime(supportEnd) });
  };
  return {
    board: await register("board", orgs.lumenForge, "2031-12-31"),
    newBoard: await register("newBoard", orgs.lumenForge, "2032-12-31"),
    northgate: await register("northgate", orgs.northgate, "2030-12-31"),
    petrel: await register("petrel", orgs.petrel, "2029-12-31"),
    cobalt: await register("cobalt", orgs.cobalt, "2030-06-30"),
  };
}

async function publishReleases({ world }: Factory, models: Story["models"]): Promise<void> {
  const publish = (product: ProductId, sequence: number, version: string, size: number) =>
    world.as(
      PRODUCTS[product].by,
      calls.publishRelease(world.deployment, {
        modelId: models[product],
        sequence,
        version,
        digest: sha256(stringToBytes(imageOf(product, version))),
        size,
      }),
    );
  for (const product of ["northgate", "petrel", "cobalt"] as const) await publish(product, 1, "1.0.4", 14_680_064);
  await publish("northgate", 2, "1.2.0", 14_811_136);
  await publish("petrel", 2, "1.1.2", 14_745_600);
}

async function registerBatches(factory: Factory, models: Story["models"], sizes: StorySizes): Promise<Story["batches"]> {
  const old = oldBoards(sizes);
  const make = (product: ProductId, size: number, parts: Part[] = []) =>
    makeBatch(factory, product, { modelId: models[product], size, parts, factoryRelease: PRODUCTS[product].kind === "device" ? 1 : 0 });
  const board = await make("board", old + sizes.petrel);
  const newBoard = await make("newBoard", sizes.northgate - old + sizes.cobalt);
  return {
    board,
    newBoard,
    northgate: await make("northgate", sizes.northgate, [
      { batchId: board, first: 0, last: old - 1 },
      { batchId: newBoard, first: old, last: sizes.northgate - 1 },
    ]),
    petrel: await make("petrel", sizes.petrel, [{ batchId: board, first: 0, last: sizes.petrel - 1 }]),
    cobalt: await make("cobalt", sizes.cobalt, [{ batchId: newBoard, first: 0, last: sizes.cobalt - 1 }]),
  };
}

/** An owner opens the box and claims, with the same steps as the claim page. */
async function claim(factory: Factory, batch: BatchId, owner: CastId, product: ProductId, index: number, size: number): Promise<void> {
  const { world } = factory;
  const { gtin, lot, serial } = PRODUCTS[product];
  const code = claimCodeOf(factory, product, index);
  const terms = {
    deviceId: deviceId(batch, index),
    owner: castMember(owner).address,
    deadline: BigInt(Math.floor(Date.now() / 1000) + 3_600),
  };
  const tree = factory.trees.get(product);
  if (!tree) throw new Error(`no tree of ${product}`);
  const signer = signerOf(factory, product, index);
  const proof = await readProof(size, index, (offset, length) => tree.subarray(offset, offset + length));
  await world.as(
    owner,
    calls.claimDevice(world.deployment, {
      ...terms,
      deviceSignerHash: signer ? keccak256(signer) : NO_DEVICE_SIGNER,
      serialTag: serialTag(serialSalt(code), gtin, lot, serial(index)),
      proof: proof.map((node) => bytesToHex(node)),
      signature: await signClaim(code, world.deployment.chainId, world.deployment.contracts.Devices, terms),
    }),
  );
}

async function recallLamp({ world, documents }: Factory, issuer: OrgId, modelId: ModelId, batch: BatchId): Promise<RecallId> {
  const notice = await documents.put(encodeNotice(LAMP_NOTICE));
  const lamp = await world.openRecall("nadia", {
    issuer,
    measure: "corrective-update",
    severity: "medium",
    minEvidence: "owner",
    notice,
    scope: [{ kind: "batch", batchId: batch, first: 0, last: 24 }],
    fixes: [{ modelId, sequence: 2 }],
  });
  const ada = deviceId(batch, 17);
  await world.as("ada", calls.acknowledgeRecall(world.deployment, lamp, ada, "0x"));
  await world.as("ada", calls.stateRelease(world.deployment, ada, 2));
  return lamp;
}

/** Dana drafts; Remy, who holds the other key, has not released yet. */
async function draftBoardRecall({ world, documents }: Factory, drafts: Drafts, issuer: OrgId, board: BatchId): Promise<Hex> {
  const notice = await documents.put(encodeNotice(BOARD_NOTICE));
  const recall: calls.NewRecall = {
    issuer,
    measure: "recall",
    severity: "critical",
    minEvidence: "owner",
    notice,
    scope: [{ kind: "component", batchId: board }],
    fixes: [],
  };
  const step = { step: "open", recall } as const;
  const draft = draftDigest(step);
  await drafts.save({ orgId: issuer, draft, content: encodeDraft(step), drafter: castMember("dana").address });
  await world.draft("dana", step);
  return draft;
}

function boxOf(factory: Factory, batches: Story["batches"], product: ProductId, index: number): Box {
  const { gtin, lot, serial, name } = PRODUCTS[product];
  const code = formatClaimCode(claimCodeOf(factory, product, index));
  return {
    product: name,
    maker: castMember(PRODUCTS[product].by).about,
    device: `${batches[product]}-${index}`,
    serial: serial(index),
    code,
    link: formatDigitalLink(factory.publicUrl, { gtin, lot, serial: serial(index), fragment: code }),
  };
}
