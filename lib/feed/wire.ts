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

/** A block of the chain: what an answer says is so when this was the newest one. */
const blockSchema = z.object({ number: count, timestamp: time });

const healthSchema = z.object({
  chainId: z.number().int(),
  /** Newest block whose events are in the tables. */
  block: blockSchema,
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
  /** To whom the admin has offered the organisation; null when to nobody. */
  offeredAdmin: address.nullable(),
  suspended: z.boolean(),
  admittedAt: time,
  operators: z.array(
    z.object({
      account: address,
      permissions: z.array(
        z.enum(["models", "batches", "releases", "recall-draft", "recall-release", "certificates", "repairs", "titles"]),
      ),
      /** From when the rights to draft and to release recalls count; 0 when it never had them. */
      releaseFrom: time,
    }),
  ),
});

/** Why and when something was taken back; null while it counts. */
const revokedSchema = z.object({ at: time, reason: z.string() }).nullable();

const releaseSchema = z.object({
  sequence: z.number().int(),
  version: z.string(),
  digest,
  size: count,
  publishedAt: time,
  /** A revoked release is no remedy. */
  revoked: revokedSchema,
});

/** A body in short. */
const bodyRefSchema = z.object({ id: z.number().int(), name: z.string(), domain: z.string() });

/** A model in short, as it stands inside other answers. */
const modelRefSchema = z.object({
  id: z.string(),
  gtin: z.string(),
  name: z.string(),
  kind: z.enum(["device", "component"]),
  maker: bodyRefSchema,
});

/** What a maker declares about the security of a model. */
const declarationSchema = z.object({
  /** From 1. */
  version: z.number().int(),
  credentials: z.enum(["absent", "unique-per-device", "set-by-user", "shared"]),
  keys: z.enum(["absent", "unique-per-device", "shared"]),
  /** SHA-256 of the document. */
  digest,
  declaredAt: time,
});

/** What a laboratory found about one version of a declaration. */
const certificateSchema = z.object({
  laboratory: bodyRefSchema,
  /** Of the declaration that was tested. */
  version: z.number().int(),
  validUntil: time,
  /** SHA-256 of the test report. */
  report: digest,
  certifiedAt: time,
  revoked: revokedSchema,
  /** Whether it certifies the present declaration now: not expired, not revoked, the laboratory in good standing. */
  inForce: z.boolean(),
});

const modelSchema = modelRefSchema.extend({
  supportEnd: time,
  registeredAt: time,
  releases: z.array(releaseSchema),
  /** Null when there is none. */
  declaration: declarationSchema.nullable(),
  /** The last of each laboratory. */
  certificates: z.array(certificateSchema),
});

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
  removed: count,
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
  /** Closed: the work is done. Withdrawn: it was a mistake. */
  state: z.enum(["open", "closed", "withdrawn"]),
  /** SHA-256 of the notice document. */
  notice: digest,
  openedAt: time,
  /** When it was closed or withdrawn; null while open. */
  endedAt: time.nullable(),
});

const recallSummarySchema = recallRefSchema.extend({ counts: countsSchema });

export const scopeItemSchema = z
  .object({
    kind: z.enum(["model", "batch", "component", "made", "shipped"]),
    /** Whether it takes units out. */
    excluded: z.boolean(),
    /** Batch id for `batch` and `component`, model id otherwise, as text. */
    subject: z.string(),
    /** Indices for `batch`, Unix times for `made`, sequence numbers for `shipped`, otherwise 0; `last` is included. */
    first: count,
    last: count,
  })
  .refine(({ kind, excluded }) => kind !== "component" || !excluded, "a component cannot be an exclusion");

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

/** How a recall read from one version to the next. */
const recallVersionSchema = recallRefSchema.pick({ version: true, measure: true, severity: true, notice: true }).extend({
  /** Key that released it. */
  author: address,
  at: time,
  /** Items that came with it. */
  added: z.array(scopeItemSchema),
  /** Why it was amended; empty for the first. */
  reason: z.string(),
});

/** A maker whose devices a recall affects, and what it says. Its clock runs from `askedAt`. */
const makerReplySchema = z.object({
  maker: bodyRefSchema,
  /** The opening, or the registration of its first affected batch when that is later. */
  askedAt: time,
  /** Null while it is silent. */
  reply: z
    .object({
      says: z.enum(["affected", "not-affected", "investigating"]),
      /** SHA-256 of what it explains; all zeros when nothing. */
      document: digest,
      at: time,
    })
    .nullable(),
});

const recallSchema = recallSummarySchema.extend({
  author: address,
  openedBlock: count,
  tx: digest,
  /** Items of all versions. */
  scope: z.array(scopeItemSchema),
  /** Oldest first. */
  versions: z.array(recallVersionSchema),
  /** By parts as they were made, after exclusions. */
  affected: z.array(affectedRangeSchema),
  /** Other makers than the issuer. */
  makers: z.array(makerReplySchema),
  fixes: z.array(z.object({ model: modelRefSchema, release: releaseSchema, offeredAt: time })),
  /** Newest last; the newest 200. Acknowledgements and statements of single owners are not in it, only cases and fixes. */
  history: z.array(historyEntrySchema),
  asOf: blockSchema,
});

const evidence = z.enum(["owner", "repairer", "maker", "device"]);

/** A claimed unit that a recall affects. */
const affectedDeviceSchema = z.object({
  deviceId: z.string(),
  owner: address,
  epoch: z.number().int(),
  release: z.number().int(),
  /** For `release`. */
  evidence: evidence.or(z.literal("none")),
  acknowledgedAt: time.nullable(),
  remedied: z.boolean(),
  /** Whose word that rests on; null unless remedied. */
  remediedBy: evidence.nullable(),
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
  /** Whose word that rests on; null unless remedied. */
  remediedBy: evidence.nullable(),
  /** What was recorded besides updates under the present title; null when nothing. */
  remedy: z.object({ what: z.enum(["replaced", "refunded", "returned", "destroyed"]), evidence, at: time }).nullable(),
});

/** Who owns a unit. */
const titleSchema = z.object({
  owner: address,
  epoch: z.number().int(),
  since: time,
  /** For the release that was stated. */
  evidence: evidence.or(z.literal("none")),
  /** `provisional` only while it holds. */
  flags: z.object({ provisional: z.boolean(), stolen: z.boolean(), retired: z.boolean(), contested: z.boolean() }),
  /** An offer to hand it over that is in force; null when there is none. */
  offer: z.object({ key: address, until: time }).nullable(),
  /** Somebody else who claims it; null when nobody does. */
  recovery: z
    .object({
      claimant: address,
      basis: z.enum(["code", "device"]),
      state: z.enum(["pending", "vetoed", "awarded"]),
      /** From when it may be completed; null while vetoed. */
      readyAt: time.nullable(),
    })
    .nullable(),
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
  title: titleSchema.nullable(),
  /** As the unit was made. */
  parts: z.array(provenanceSchema),
  /** What was put in place of parts since; `batch` is null where a part was removed. */
  swaps: z.array(z.object({ position: count, batch: batchRefSchema.nullable(), evidence, at: time })),
  /** Every recall that affects the unit, open ones first. */
  recalls: z.array(deviceRecallSchema),
  /** Newest last; the newest 200. */
  history: z.array(historyEntrySchema),
});

/** What a scope would reach now, before anything is signed; counted as a recall's own figures are. */
const previewSchema = z.object({
  counts: countsSchema,
  affected: z.array(affectedRangeSchema),
  brands: z.array(z.object({ id: z.number().int(), name: z.string(), devices: count, claimed: count })),
  /** Different owners of the claimed devices: as many are told in their inbox, and by mail those who left an address. */
  owners: count,
  /** Devices, and their batches, that contain a recalled component at some depth. */
  throughParts: z.object({ devices: count, batches: count }),
});

/** The figures of a recall at the end of each day on which they changed, and of the day `until`. */
const courseSchema = z.object({
  recallId: z.number().int(),
  /** Time of `asOf`. */
  until: time,
  asOf: blockSchema,
  days: z.array(countsSchema.omit({ brands: true, batches: true }).extend({ /** Its first second. */ day: time })),
});

/** What changed since a cursor, in the order of the chain. What happens to single units is not in it. */
const changesSchema = z.object({
  items: z.array(historyEntrySchema),
  /** Where to go on, as `since`. Entries of the newest blocks can be taken back by the chain; they then come in another place. */
  next: z.string(),
  /** Up to here no reorganisation reaches: where to go on for whoever must not miss what took the place of something; null where all is newer. */
  settled: z.string().nullable(),
  more: z.boolean(),
  asOf: blockSchema,
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
  /** Of which somebody besides the owner claims the title. ?org=<maker> */
  "GET /recoveries": page(deviceSchema),
  /**
   * ?q=<words> ?state= ?measure= ?severity= ?issuer= ?affects=<orgId whose batches it reaches> ?component=<model recalled as a part>
   * ?from= ?to=<days> ?sort=newest|oldest ?cursor= ?limit= . The same list whole, as text/csv: `GET /recalls.csv`.
   */
  "GET /recalls": page(recallSummarySchema),
  "GET /recalls/:recallId": recallSchema,
  "GET /recalls/:recallId/course": courseSchema,
  /** ?cursor= ?limit= */
  "GET /recalls/:recallId/affected": page(affectedDeviceSchema),
  /** ?since= ?about=recalls ?order=oldest|newest ?limit=; at most 1,000 */
  "GET /changes": changesSchema,
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
export type RecallCourse = z.infer<typeof courseSchema>;
export type RecallView = z.infer<typeof recallSchema>;
export type ScopeItemView = z.infer<typeof scopeItemSchema>;
export type AffectedRange = z.infer<typeof affectedRangeSchema>;
export type AffectedDevice = z.infer<typeof affectedDeviceSchema>;
export type DeviceRecall = z.infer<typeof deviceRecallSchema>;
export type DeviceView = z.infer<typeof deviceSchema>;
export type HistoryEntry = z.infer<typeof historyEntrySchema>;
export type Preview = z.infer<typeof previewSchema>;
export type Page<Item> = { items: Item[]; next: string | null };
