import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type Hex, hexToBytes } from "viem";
import { deriveClaimCode } from "../../lib/domain/claim-seed.ts";
import { type BatchId, batchId, type ModelId } from "../../lib/domain/ids.ts";
import { resolverTags } from "../../lib/domain/resolver-tag.ts";
import type { Part } from "../../lib/domain/scope.ts";
import { openBatch, unitRecords } from "../../lib/factory/batch-folder.ts";
import { buildBatch } from "../../lib/factory/build-batch.ts";
import { seedHmac } from "../../lib/factory/derive-unit.ts";
import type { Documents } from "../../lib/store/documents.ts";
import type { Resolver } from "../../lib/store/resolver.ts";
import { deviceKeyOf } from "./device-keys.ts";
import { PRODUCTS, type Product, type ProductId } from "./products.ts";
import type { World } from "./world.ts";

/** What the factories of the story share. */
export type Factory = {
  world: World;
  /** Folder for the files; emptied of each batch once it is registered, because the labels hold claim codes. */
  workDir: string;
  claimSeed: Hex;
  /** Folder for what is on the one device that a visitor can try out. */
  deviceDir: string;
  /** Base of the links on the labels. */
  publicUrl: string;
  documents: Documents;
  resolver: Resolver;
  resolverKey: Hex;
  /** Tree of each batch made so far. */
  trees: Map<ProductId, Uint8Array>;
};

type Order = { modelId: ModelId; size: number; parts: Part[]; factoryRelease: number };

const unixTime = (date: string): number => Date.parse(`${date}T00:00:00Z`) / 1000;

/** From a list of serials to a registered batch, by the same steps as `muster batch build` and `muster batch register`. */
export async function makeBatch(factory: Factory, product: ProductId, { modelId, size, parts, factoryRelease }: Order): Promise<BatchId> {
  const { by, gtin, lot, kind, serial, made } = PRODUCTS[product];
  await mkdir(factory.workDir, { recursive: true });
  const csv = join(factory.workDir, `${product}.csv`);
  const out = join(factory.workDir, product);
  await rm(out, { recursive: true, force: true });
  const rows = Array.from({ length: size }, (_, index) => `${serial(index)},${signerOf(factory, product, index) ?? ""}\n`);
  await writeFile(csv, `serial,device_signer\n${rows.join("")}`);
  await buildBatch(csv, out, { gtin, lot, kind, made, order: "text", seed: hexToBytes(factory.claimSeed), linkBase: factory.publicUrl });

  const folder = await openBatch(out);
  await factory.documents.put(folder.manifestBytes);
  await factory.documents.put(folder.tree);
  factory.trees.set(product, folder.tree);
  const id = await factory.world.registerBatch(by, {
    modelId,
    root: folder.manifest.root as Hex,
    size,
    madeFrom: unixTime(made.from),
    madeTo: unixTime(made.to),
    factoryRelease,
    manifest: folder.manifestDigest,
    lot,
    parts,
  });
  if (kind === "device") await publishUnits(factory, id, product, out);
  await rm(out, { recursive: true });
  await rm(csv);
  return id;
}

/** ERC-7913 signer of a unit, undefined for one that cannot sign. */
export function signerOf({ claimSeed, world }: Pick<Factory, "claimSeed" | "world">, product: ProductId, index: number): Hex | undefined {
  const { hasKeys } = PRODUCTS[product] as Product;
  return hasKeys && deviceKeyOf(claimSeed, world.deployment.contracts.P256Verifier, product, index).signer;
}

/** Hands the look-up rows over to the service. */
async function publishUnits({ resolver, resolverKey }: Factory, id: BatchId, product: ProductId, path: string): Promise<void> {
  const { gtin, lot } = PRODUCTS[product];
  const { manifest } = await openBatch(path);
  const tags = await resolverTags(resolverKey);
  const rows = [];
  for await (const { index, serial, claimKey, deviceSignerHash, serialTag } of unitRecords({ path, manifest })) {
    const [serialTagKey, claimTagKey] = await Promise.all([tags.ofSerial(gtin, lot, serial), tags.ofClaimKey(claimKey)]);
    rows.push({ batchId: batchId(id), index, serialTagKey, claimTagKey, deviceSignerHash, serialTag });
  }
  await resolver.importRows(rows);
}

/** The claim code in the box of a unit. */
export function claimCodeOf({ claimSeed }: Pick<Factory, "claimSeed">, product: ProductId, index: number): Uint8Array {
  const { gtin, lot, serial } = PRODUCTS[product];
  return deriveClaimCode(seedHmac(hexToBytes(claimSeed)), gtin, lot, serial(index));
}
