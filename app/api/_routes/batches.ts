import { hexToBytes } from "viem";
import { z } from "zod";
import { parseUnitRecord, type UnitRecord } from "../../../lib/batch/unit-records.ts";
import { MusterError } from "../../../lib/domain/errors.ts";
import { isGs1Text } from "../../../lib/domain/gs1-text.ts";
import { batchId, orgId } from "../../../lib/domain/ids.ts";
import { decodeManifest, encodeManifest, type Manifest } from "../../../lib/domain/manifest.ts";
import { NODE_BYTES } from "../../../lib/domain/tree-file.ts";
import { unitLeaf } from "../../../lib/domain/unit.ts";
import type { ResolverRow } from "../../../lib/store/resolver.ts";
import { requireBatchOperator } from "../_lib/operator.ts";
import { requireOwnOrigin } from "../_lib/origin.ts";
import { bodyOf, readJson, readText } from "../_lib/request.ts";
import { empty, json, route } from "../_lib/respond.ts";
import type { Provide, Services } from "../_lib/services.ts";

const manifestUploadSchema = z.strictObject({ orgId: z.number().int(), manifest: z.unknown() });
const MANIFEST_BYTES = 131_072;

/** Trees of eight million units; those who make more at once have the command line. */
const TREE_BYTES = 2 ** 29;

/** Look-up rows taken in at a time. */
const ROWS = 5_000;
const ROWS_BYTES = 4_194_304;

type OfBatch = { params: Promise<{ manifest: string }> };

const query = (request: Request, name: string): string => new URL(request.url).searchParams.get(name) ?? "";

async function manifestOf({ documents }: Services, digest: string): Promise<Manifest> {
  const bytes = await documents.get(digest);
  if (!bytes) throw new MusterError("document-unknown", { digest });
  return decodeManifest(bytes);
}

/** Takes in the manifests that a maker is about to register. */
export const batchesRoutes = (provide: Provide) => ({
  POST: route(async (request) => {
    const services = await provide();
    requireOwnOrigin(request, services.publicUrl);
    const { orgId: org, manifest } = await readJson(request, manifestUploadSchema, { maxBytes: MANIFEST_BYTES });
    await requireBatchOperator(request, services, orgId(org));
    return json({ digest: await services.documents.put(encodeManifest(manifest as Manifest)) });
  }),
});

/** Takes in the tree that a manifest names, whole or not at all; memory holds none of it. */
export const treeRoutes = (provide: Provide) => ({
  /** ?org= */
  PUT: route<OfBatch>(async (request, { params }) => {
    const services = await provide();
    requireOwnOrigin(request, services.publicUrl);
    await requireBatchOperator(request, services, orgId(query(request, "org")));
    const { tree } = await manifestOf(services, (await params).manifest);
    if (tree.bytes > TREE_BYTES) throw new MusterError("request-too-large", { limit: TREE_BYTES });
    await services.documents.receive({ digest: tree.sha256, bytes: tree.bytes }, bodyOf(request));
    return empty();
  }),
});

/** Takes in look-up rows of a registered batch, a few thousand at a time. Rows that are here already change nothing. */
export const unitsRoutes = (provide: Provide) => ({
  /** ?batch= */
  POST: route<OfBatch>(async (request, { params }) => {
    const services = await provide();
    requireOwnOrigin(request, services.publicUrl);
    const batch = await services.feed.batch(batchId(query(request, "batch")));
    await requireBatchOperator(request, services, orgId(batch.model.maker.id));
    const digest = (await params).manifest;
    if (batch.manifest !== digest) throw new MusterError("document-other", { digest });
    const manifest = await manifestOf(services, digest);
    // The chain knows the manifest by its digest only. Rows under numbers of somebody else would hide theirs.
    if (manifest.model.gtin !== batch.model.gtin || manifest.lot !== batch.lot || manifest.size !== batch.size)
      throw new MusterError("manifest-invalid", { problem: "it is about another batch than the one that names it" });
    const lines = (await readText(request, ROWS_BYTES)).split("\n").filter(Boolean);
    if (lines.length > ROWS) throw new MusterError("request-invalid", { problem: `more than ${ROWS} rows at a time` });
    const units = lines.map((line, i) => parseUnitRecord(line) ?? refuse(i, "it is not a row of a batch"));
    await prove(services, manifest, units);
    const rows = await Promise.all(units.map((unit) => rowOf(services, batchId(batch.id), manifest, unit)));
    return json({ added: await services.store.resolver.importRows(rows) });
  }),
});

function refuse(at: number, problem: string): never {
  throw new MusterError("unit-rows-invalid", { line: at + 1, problem });
}

/** The tree is the one that the chain's entry names, and every row is a leaf of it. */
async function prove({ documents }: Services, { tree, size }: Manifest, units: readonly UnitRecord[]): Promise<void> {
  const first = units[0]?.index ?? 0;
  const leaves = await documents.slice(tree.sha256, first * NODE_BYTES, units.length * NODE_BYTES);
  if (!leaves) throw new MusterError("document-unknown", { digest: tree.sha256 });
  for (const [i, unit] of units.entries()) {
    if (unit.index !== first + i || unit.index >= size) refuse(i, "it is out of order");
    if (!isGs1Text(unit.serial)) refuse(i, "its serial is none");
    const leaf = hexToBytes(unitLeaf(unit));
    if (!leaf.every((byte, at) => byte === leaves[i * NODE_BYTES + at])) refuse(i, "it is no leaf of the batch's tree");
  }
}

async function rowOf({ tags }: Services, batch: ResolverRow["batchId"], { model, lot }: Manifest, unit: UnitRecord): Promise<ResolverRow> {
  const { index, serial, claimKey, deviceSignerHash, serialTag } = unit;
  const [serialTagKey, claimTagKey] = await Promise.all([tags.ofSerial(model.gtin, lot, serial), tags.ofClaimKey(claimKey)]);
  return { batchId: batch, index, serialTagKey, claimTagKey, deviceSignerHash, serialTag };
}
