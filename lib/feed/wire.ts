import { z } from "zod";

/**
 * Everything the indexer's API serves, under `/v1`. Shapes only: ids in their text form (lib/domain/ids.ts), times as
 * Unix seconds, digests as 0x-hex, addresses checksummed.
 */

const hex = z.templateLiteral(["0x", z.string().regex(/^[0-9a-fA-F]*$/)]);
const digest = z.templateLiteral(["0x", z.string().regex(/^[0-9a-f]{64}$/)]);
const address = z.templateLiteral(["0x", z.string().regex(/^[0-9a-fA-F]{40}$/)]);
const time = z.number().int().nonnegative();
const count = z.number().int().nonnegative();

/** A page of a longer list: `next` is passed back as `cursor`, null at the end. */
const page = <Item extends z.ZodType>(item: Item) => z.object({ items: z.array(item), next: z.string().nullable() });

const healthSchema = z.object({
  chainId: z.number().int(),
  /** Newest block whose events are in the tables. */
  block: z.object({ number: count, timestamp: time }),
});

/** The size of the register. Batches, devices and claims are of device models. */
const figuresSchema = z.object({
  organizations: count,
  manufacturers: count,
  deviceBatches: count,
  devices: count,
  claimed: count,
  openRecalls: count,
});

const organizationSchema = z.object({
  id: z.number().int(),
  kind: z.enum(["manufacturer", "regulator", "network-operator", "observer", "laboratory", "repairer"]),
  name: z.string(),
  domain: z.string(),
  country: z.string(),
  admin: address,
  suspended: z.boolean(),
  secondKey: z.boolean(),
  admittedAt: time,
  operators: z.array(
    z.object({ account: address, permissions: z.array(z.enum(["models", "batches", "releases", "recall-draft", "recall-release"])) }),
  ),
});

const releaseSchema = z.object({
  sequence: z.number().int(),
  version: z.string(),
  digest,
  size: count,
  publishedAt: time,
});

/** A model in short, as it stands inside other answers. */
const modelRefSchema = z.object({
  id: z.string(),
  gtin: z.string(),
  name: z.string(),
  kind: z.enum(["device", "component"]),
  maker: z.object({ id: z.number().int(), name: z.string(), domain: z.string() }),
});

const modelSchema = modelRefSchema.extend({ supportEnd: time, registeredAt: time, releases: z.array(releaseSchema) });

const batchRefSchema = z.object({
  id: z.number().int(),
  lot: z.string(),
  size: count,
  madeFrom: time,
  madeTo: time,
  model: modelRefSchema,
});

const batchSchema = batchRefSchema.extend({
  root: digest,
  manifest: digest,
  factoryRelease: z.number().int(),
  registeredAt: time,
  tx: digest,
  claimed: count,
  frozen: z.array(z.object({ first: count, last: count, reason: z.string() })),
  /** Units first..last of this batch contain units of that batch. */
  parts: z.array(z.object({ position: count, first: count, last: count, batch: batchRefSchema })),
  /** Wholes whose units first..last contain units of this batch. */
  wholes: z.array(z.object({ position: count, first: count, last: count, batch: batchRefSchema })),
});

/** What a unit is made of, down to the last part known; at most 8 levels and 200 parts, nearest first. */
export type Provenance = { position: number; batch: z.infer<typeof batchRefSchema>; parts: Provenance[] };
const provenanceSchema: z.ZodType<Provenance> = z.object({
  position: count,
  batch: batchRefSchema,
  get parts() {
    return z.array(provenanceSchema);
  },
});

/** Counts of one recall, as `Reach` in lib/domain/statistics.ts defines them. All count devices. */
const countsSchema = z.object({
  involved: count,
  claimed: count,
  acknowledged: count,
  remedied: z.object({ owner: count, repairer: count, maker: count, device: count }),
  /** Brands (makers of the affected devices) and batches reached. */
  brands: count,
  batches: count,
});

export const recallRefSchema = z.object({
  id: z.number().int(),
  issuer: z.object({ id: z.number().int(), name: z.string(), domain: z.string(), kind: z.string() }),
  version: z.number().int(),
  measure: z.enum(["recall", "safety-warning", "corrective-update", "withdrawal"]),
  severity: z.enum(["low", "medium", "high", "critical"]),
  minEvidence: z.enum(["owner", "repairer", "maker", "device"]),
  state: z.enum(["open", "closed"]),
  /** SHA-256 of the notice document. */
  notice: digest,
  openedAt: time,
  closedAt: time.nullable(),
});

const recallSummarySchema = recallRefSchema.extend({ counts: countsSchema });

export const scopeItemSchema = z.object({
  kind: z.enum(["model", "batch", "component"]),
  /** Model id for `model`, batch id otherwise, as text. */
  subject: z.string(),
  first: count,
  last: count,
});

/** Units first..last of a batch that a recall affects, and the way down to the recalled component. */
const affectedRangeSchema = z.object({
  batch: batchRefSchema,
  first: count,
  last: count,
  /** Path witness for `Recalls.affects`: a byte per step, the part's position; 0x when the batch itself is meant. */
  path: hex,
  /** The batches that the path leads to, one for each step; the recalled component is the last. Empty for `0x`. */
  via: z.array(batchRefSchema),
});

/** One event of the chain, in the register's words. */
const historyEntrySchema = z.object({
  id: z.string(),
  /** Event name as in the contracts, for example `RecallOpened`. */
  name: z.string(),
  block: count,
  time,
  tx: digest,
  logIndex: count,
  /** Arguments; numbers beyond 2^53 as decimal text. */
  args: z.record(z.string(), z.unknown()),
});

const recallSchema = recallSummarySchema.extend({
  author: address,
  openedBlock: count,
  tx: digest,
  scope: z.array(scopeItemSchema),
  affected: z.array(affectedRangeSchema),
  fixes: z.array(z.object({ model: modelRefSchema, release: releaseSchema, offeredAt: time })),
  /** Newest last; the newest 200. Acknowledgements and statements of single owners are not in it, only cases and fixes. */
  history: z.array(historyEntrySchema),
});

/** A claimed unit that a recall affects. */
const affectedDeviceSchema = z.object({
  deviceId: z.string(),
  owner: address,
  epoch: z.number().int(),
  release: z.number().int(),
  evidence: z.enum(["none", "owner", "repairer", "maker", "device"]),
  acknowledgedAt: time.nullable(),
  remedied: z.boolean(),
  path: hex,
});

/** How a recall stands for one unit. */
const deviceRecallSchema = z.object({
  recall: recallRefSchema,
  path: hex,
  via: z.array(batchRefSchema),
  fix: releaseSchema.nullable(),
  acknowledgedAt: time.nullable(),
  remedied: z.boolean(),
});

/** A unit that exists by its batch, claimed or not. */
const deviceSchema = z.object({
  id: z.string(),
  index: count,
  batch: batchRefSchema,
  frozen: z.boolean(),
  supportEnd: time,
  releases: z.array(releaseSchema),
  /** Release the unit is known to run: the statement, else the factory's; 0 when neither says. */
  release: z.number().int(),
  /** Null when unclaimed. */
  title: z
    .object({ owner: address, epoch: z.number().int(), since: time, evidence: z.enum(["none", "owner", "repairer", "maker", "device"]) })
    .nullable(),
  parts: z.array(provenanceSchema),
  /** Every recall that affects the unit, open ones first. */
  recalls: z.array(deviceRecallSchema),
  /** Newest last; the newest 200. */
  history: z.array(historyEntrySchema),
});

/** What a scope would reach now, before anything is signed; counted exactly as a recall's own figures. */
const previewSchema = z.object({
  counts: countsSchema,
  affected: z.array(affectedRangeSchema),
  brands: z.array(z.object({ id: z.number().int(), name: z.string(), devices: count, claimed: count })),
});

export const errorSchema = z.object({ code: z.string(), message: z.string(), why: z.string(), remedy: z.string() });

/** Path under /v1, and what it answers. */
export const routes = {
  "GET /health": healthSchema,
  "GET /figures": figuresSchema,
  "GET /organizations": page(organizationSchema),
  "GET /organizations/:orgId": organizationSchema,
  /** ?org= */
  "GET /models": page(modelSchema),
  "GET /models/:modelId": modelSchema,
  /** ?org= ?model= */
  "GET /batches": page(batchSchema),
  "GET /batches/:batchId": batchSchema,
  "GET /devices/:deviceId": deviceSchema,
  "GET /owners/:address/devices": page(deviceSchema),
  /** ?state= ?measure= ?severity= ?issuer= ?affects=<orgId whose batches it reaches> ?cursor= ?limit= ; newest first. */
  "GET /recalls": page(recallSummarySchema),
  "GET /recalls/:recallId": recallSchema,
  /** ?cursor= ?limit= */
  "GET /recalls/:recallId/affected": page(affectedDeviceSchema),
  /** Body: { scope: ScopeItem[] } */
  "POST /preview": previewSchema,
} as const;

export type Figures = z.infer<typeof figuresSchema>;
export type Health = z.infer<typeof healthSchema>;
export type OrganizationView = z.infer<typeof organizationSchema>;
export type ReleaseView = z.infer<typeof releaseSchema>;
export type ModelRef = z.infer<typeof modelRefSchema>;
export type ModelView = z.infer<typeof modelSchema>;
export type BatchRef = z.infer<typeof batchRefSchema>;
export type BatchView = z.infer<typeof batchSchema>;
export type RecallCounts = z.infer<typeof countsSchema>;
export type RecallRef = z.infer<typeof recallRefSchema>;
export type RecallSummary = z.infer<typeof recallSummarySchema>;
export type RecallView = z.infer<typeof recallSchema>;
export type ScopeItemView = z.infer<typeof scopeItemSchema>;
export type AffectedRange = z.infer<typeof affectedRangeSchema>;
export type AffectedDevice = z.infer<typeof affectedDeviceSchema>;
export type DeviceRecall = z.infer<typeof deviceRecallSchema>;
export type DeviceView = z.infer<typeof deviceSchema>;
export type HistoryEntry = z.infer<typeof historyEntrySchema>;
export type Preview = z.infer<typeof previewSchema>;
export type Page<Item> = { items: Item[]; next: string | null };
