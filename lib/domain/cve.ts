import { z } from "zod";
import type { CsafAdvisory, CsafProduct } from "./csaf.ts";
import { MusterError } from "./errors.ts";
import { type VersionClaim, versionClaim } from "./version-range.ts";

/**
 * Reads CVE records of form 5 and brings them into the form of an advisory. Real records name the vendor "n/a" and hide
 * product names among versions, so nothing of a record is a scope: it is matched, and what is unsure is asked.
 */

const MAX_PRODUCTS = 2_000;
const text = z.object({ lang: z.string(), value: z.string() });

const versionSchema = z.object({
  version: z.string(),
  status: z.enum(["affected", "unaffected", "unknown"]),
  versionType: z.string().optional(),
  lessThan: z.string().optional(),
  lessThanOrEqual: z.string().optional(),
  changes: z.array(z.unknown()).optional(),
});

const affectedSchema = z.object({
  vendor: z.string().optional(),
  product: z.string().optional(),
  packageName: z.string().optional(),
  packageURL: z.string().optional(),
  cpes: z.array(z.string()).optional(),
  defaultStatus: z.enum(["affected", "unaffected", "unknown"]).optional(),
  versions: z.array(versionSchema).optional(),
});
type Affected = z.infer<typeof affectedSchema>;

const score = z.object({ baseScore: z.number(), version: z.string(), vectorString: z.string() });
const metricSchema = z.object({ cvssV3_1: score.optional(), cvssV3_0: score.optional(), cvssV2_0: score.optional() });

const recordSchema = z.object({
  dataType: z.literal("CVE_RECORD"),
  dataVersion: z.string().regex(/^5(\.|$)/, "only form 5 is read"),
  cveMetadata: z.object({
    cveId: z.string().regex(/^CVE-\d{4}-\d{4,19}$/, "is no CVE number"),
    state: z.literal("PUBLISHED", "the record was rejected or is only reserved"),
    assignerShortName: z.string().optional(),
    datePublished: z.string().optional(),
    dateUpdated: z.string().optional(),
  }),
  containers: z.object({
    cna: z.object({
      title: z.string().optional(),
      descriptions: z.array(text).min(1),
      affected: z.array(affectedSchema).max(MAX_PRODUCTS),
      references: z.array(z.object({ url: z.string(), tags: z.array(z.string()).optional() })).optional(),
      metrics: z.array(metricSchema).optional(),
      solutions: z.array(text).optional(),
      workarounds: z.array(text).optional(),
    }),
  }),
});

/** Whether parsed JSON calls itself a CVE record. */
export const isCveRecord = (value: unknown): boolean =>
  typeof value === "object" && value !== null && (value as { dataType?: unknown }).dataType === "CVE_RECORD";

/** @throws MusterError `advisory-invalid`. */
export function advisoryOfCve(value: unknown): CsafAdvisory {
  const { success, data, error } = recordSchema.safeParse(value);
  if (!success) {
    const issue = error.issues[0];
    throw new MusterError("advisory-invalid", { problem: `${issue?.path.join(".") || "the record"}: ${issue?.message}` }, { cause: error });
  }
  const { cveMetadata: meta, containers } = data;
  const { cna } = containers;
  const products = cna.affected.map((affected, i) => toProduct(affected, `${meta.cveId}#${i + 1}`));
  const language = english(cna.descriptions)[0]?.lang ?? "en";
  const title = cna.title && cna.title !== meta.cveId ? cna.title : `${meta.cveId}: ${products.map(({ name }) => name).join(", ")}`;
  const remediations = [
    ...english(cna.solutions).map(({ value: details }) => ({ category: "vendor_fix", details })),
    ...english(cna.workarounds).map(({ value: details }) => ({ category: "workaround", details })),
  ];
  return {
    format: "cve-5",
    document: {
      category: "cve_record",
      csaf_version: "2.0",
      lang: language,
      title,
      publisher: { name: meta.assignerShortName ?? "CVE Program" },
      references: [{ category: "self", url: `https://www.cve.org/CVERecord?id=${meta.cveId}` }],
      tracking: {
        id: meta.cveId,
        version: meta.dateUpdated ?? meta.datePublished ?? "1",
        initial_release_date: meta.datePublished ?? "",
        current_release_date: meta.dateUpdated ?? meta.datePublished ?? "",
      },
    },
    products,
    vulnerabilities: [
      {
        cve: meta.cveId,
        title,
        notes: english(cna.descriptions).map(({ value: said }) => ({ category: "description", text: said })),
        product_status: { known_affected: products.filter(({ status }) => status === "affected").map(({ id }) => id) },
        remediations,
        scores: (cna.metrics ?? []).map(({ cvssV3_1, cvssV3_0, cvssV2_0 }) => ({ cvss_v3: cvssV3_1 ?? cvssV3_0, cvss_v2: cvssV2_0 })),
      },
    ],
  };
}

/** English where there is any: CVE records have it as a rule. */
function english(texts: z.infer<typeof text>[] = []): z.infer<typeof text>[] {
  const found = texts.filter(({ lang }) => /^en\b/i.test(lang));
  return found.length > 0 ? found : texts;
}

/** "n/a" is how records say nothing. */
const said = (value: string | undefined): string | undefined => (value && !/^(n\/a|-|\*|unknown)$/i.test(value.trim()) ? value : undefined);

function toProduct(affected: Affected, id: string): CsafProduct {
  const { claim, version } = versionsOf(affected);
  const vendor = said(affected.vendor);
  const productName = said(affected.product) ?? said(affected.packageName);
  const isNowhere = affected.defaultStatus !== "affected" && affected.versions?.every(({ status }) => status === "unaffected");
  return {
    id,
    name: productName ?? version ?? "product without a name",
    productName,
    vendor,
    version,
    versions: claim,
    modelNumbers: [],
    skus: [],
    cpes: affected.cpes ?? [],
    purls: affected.packageURL ? [affected.packageURL] : [],
    uris: [],
    status: isNowhere && affected.versions?.length ? "not-affected" : "affected",
  };
}

/** The affected versions as one claim; where the record needs more than a list of ranges to say it, a person reads it. */
function versionsOf({ versions = [], defaultStatus }: Affected): { claim: VersionClaim; version?: string } {
  if (versions.length === 0)
    return { claim: defaultStatus === "affected" ? { kind: "any" } : { kind: "unclear", text: "versions not named" } };
  const version = versions.map(versionText).join(" | ");
  const isPlain = versions.every(({ status, changes = [] }) => status === "affected" && changes.length === 0);
  if (!isPlain || defaultStatus === "affected") return { claim: { kind: "unclear", text: version }, version };
  const claims = versions.map((entry) => versionClaim(entry.lessThan || entry.lessThanOrEqual ? versionText(entry) : entry.version));
  if (claims.some(({ kind }) => kind === "any")) return { claim: { kind: "any" }, version };
  const ranges = claims.flatMap((claim) => (claim.kind === "range" ? [claim] : []));
  if (ranges.length < claims.length) return { claim: { kind: "unclear", text: version }, version };
  const isSemantic = versions.every(({ versionType }) => versionType === "semver");
  return { claim: { kind: "range", text: version, alternatives: ranges.flatMap(({ alternatives }) => alternatives), isSemantic }, version };
}

function versionText({ version, status, lessThan, lessThanOrEqual }: z.infer<typeof versionSchema>): string {
  const upper = lessThanOrEqual ?? lessThan;
  const range = upper === undefined ? version : `>=${version}${upper === "*" ? "" : `|${lessThanOrEqual ? "<=" : "<"}${upper}`}`;
  return status === "affected" ? range : `${status}: ${range}`;
}
