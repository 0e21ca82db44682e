import { z } from "zod";
import { checkMeaning } from "./csaf-meaning.ts";
import { MusterError } from "./errors.ts";
import { PRODUCT_STATUSES, type ProductStatus } from "./notice-document.ts";
import type { NamedProduct } from "./product-match.ts";
import { versionClaim } from "./version-range.ts";

/**
 * Reads OASIS CSAF 2.0. Strict about what gives the document its meaning, lenient about the rest: real files leave out
 * optional parts, and unknown properties are no reason to ignore a warning.
 *
 * CSAF knows no serial ranges, so nothing here becomes a recall's scope: products are names for people.
 */
export type CsafAdvisory = {
  /** What the file was; a CVE record is brought into the same form (cve.ts). */
  format: AdvisoryFormat;
  document: z.infer<typeof documentSchema>;
  products: CsafProduct[];
  vulnerabilities: z.infer<typeof vulnerabilitySchema>[];
};

type AdvisoryFormat = "csaf-2.0" | "cve-5";

export type CsafProduct = NamedProduct & {
  /** As the source writes it, a version or a range of them. */
  version?: string;
};

/** Largest published advisory known to us: 5 MB. */
export const CSAF_MAX_CHARACTERS = 16 * 1024 * 1024;

/** Branches of the product tree within each other; the specification allows more, no real file has five. */
const MAX_DEPTH = 30;
/** More than a notice can list; refused rather than shortened, because a product left out is an owner left out. */
const MAX_PRODUCTS = 2_000;

const note = z.object({ category: z.string(), text: z.string(), title: z.string().optional(), audience: z.string().optional() });
const reference = z.object({ category: z.string().optional(), summary: z.string().optional(), url: z.string() });
const ids = z.array(z.string()).optional();

const documentSchema = z.object({
  category: z.string(),
  csaf_version: z.literal("2.0"),
  lang: z.string().optional(),
  title: z.string(),
  notes: z.array(note).optional(),
  aggregate_severity: z.object({ text: z.string() }).optional(),
  publisher: z.object({ name: z.string(), namespace: z.string().optional(), contact_details: z.string().optional() }),
  references: z.array(reference).optional(),
  tracking: z.object({ id: z.string(), version: z.string(), initial_release_date: z.string(), current_release_date: z.string() }),
});

const cvss = z.object({ baseScore: z.number(), version: z.string().optional(), vectorString: z.string().optional() });

/** Flags and threats are not shown, but what they name has to be there. */
const named = z.array(z.object({ product_ids: ids, group_ids: ids })).optional();

const vulnerabilitySchema = z.object({
  flags: named,
  threats: named,
  cve: z.string().optional(),
  ids: z.array(z.object({ text: z.string() })).optional(),
  title: z.string().optional(),
  notes: z.array(note).optional(),
  product_status: z
    .object({
      first_affected: ids,
      known_affected: ids,
      last_affected: ids,
      under_investigation: ids,
      first_fixed: ids,
      fixed: ids,
      recommended: ids,
      known_not_affected: ids,
    })
    .optional(),
  remediations: z
    .array(
      z.object({
        category: z.string(),
        details: z.string(),
        url: z.string().optional(),
        entitlements: ids,
        product_ids: ids,
        group_ids: ids,
      }),
    )
    .optional(),
  scores: z.array(z.object({ cvss_v2: cvss.optional(), cvss_v3: cvss.optional(), products: ids })).optional(),
});

const productSchema = z.object({
  product_id: z.string(),
  name: z.string(),
  product_identification_helper: z
    .object({
      model_numbers: ids,
      skus: ids,
      cpe: z.string().optional(),
      purl: z.string().optional(),
      x_generic_uris: z.array(z.object({ uri: z.string() })).optional(),
    })
    .optional(),
});

// Branches are read one at a time and not as a recursive schema: a file of branches in branches must not exhaust the stack.
const branchSchema = z.object({
  category: z.string(),
  name: z.string(),
  product: productSchema.optional(),
  branches: z.array(z.unknown()).optional(),
});

const relationshipSchema = z.object({
  category: z.string(),
  product_reference: z.string(),
  relates_to_product_reference: z.string(),
  full_product_name: productSchema,
});

const rootSchema = z.object({
  document: documentSchema,
  product_tree: z
    .object({
      branches: z.array(z.unknown()).optional(),
      full_product_names: z.array(productSchema).optional(),
      relationships: z.array(relationshipSchema).optional(),
      product_groups: z.array(z.object({ group_id: z.string(), product_ids: z.array(z.string()) })).optional(),
    })
    .optional(),
  vulnerabilities: z.array(vulnerabilitySchema).optional(),
});

/**
 * Takes in a document, whole: every product of its tree, in the file's order, branches first.
 * @param text The file's content.
 * @throws MusterError `advisory-invalid`, also where references and statuses contradict each other (csaf-meaning.ts).
 */
export function parseCsaf(text: string): CsafAdvisory {
  if (text.length > CSAF_MAX_CHARACTERS) throw invalid("it is longer than 16 MiB");
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\ufeff/, ""));
  } catch (cause) {
    throw invalid("it is not JSON", cause);
  }
  const { document, product_tree: tree = {}, vulnerabilities = [] } = check(rootSchema, value, "");
  const products = [
    ...branchProducts(tree.branches ?? []),
    ...(tree.full_product_names ?? []).map((product) => toProduct(product)),
    ...(tree.relationships ?? []).map((relationship) => combination(relationship)),
  ];
  if (products.length > MAX_PRODUCTS) throw invalid(`it names more than ${MAX_PRODUCTS} products`);
  checkMeaning({ document, products, tree, vulnerabilities }, invalid);
  const statuses = statusesOf(vulnerabilities);
  const versions = versionsOf(products, tree.relationships ?? []);
  return {
    format: "csaf-2.0",
    document,
    products: products.map((product) => ({ ...product, versions: versions(product), status: statuses.get(product.id) })),
    vulnerabilities,
  };
}

/** Statuses of CSAF by what they mean to an owner. */
const STATUSES: Record<ProductStatus, readonly string[]> = {
  affected: ["known_affected", "first_affected", "last_affected"],
  "under-investigation": ["under_investigation"],
  fixed: ["fixed", "first_fixed", "recommended"],
  "not-affected": ["known_not_affected"],
};

/** What the document says of each product; where several vulnerabilities differ, the worst. */
function statusesOf(vulnerabilities: CsafAdvisory["vulnerabilities"]): Map<string, ProductStatus> {
  const statuses = new Map<string, ProductStatus>();
  for (const status of [...PRODUCT_STATUSES].reverse()) {
    for (const { product_status } of vulnerabilities) {
      const lists = Object.entries(product_status ?? {}).filter(([name]) => STATUSES[status].includes(name));
      for (const id of lists.flatMap(([, list]) => list ?? [])) statuses.set(id, status);
    }
  }
  return statuses;
}

type Relationship = z.infer<typeof relationshipSchema>;

/** One product in or on another: it is found by the outer one. */
const combination = ({ relates_to_product_reference, full_product_name }: Relationship): CsafProduct => ({
  ...toProduct(full_product_name),
  within: relates_to_product_reference,
});

/** The versions of a combination are those of the firmware that is installed, else those of what contains the part. */
function versionsOf(products: readonly CsafProduct[], relationships: readonly Relationship[]) {
  const byId = new Map(products.map((product) => [product.id, product]));
  const sources = new Map(
    relationships.map((link) => [
      link.full_product_name.product_id,
      link.category === "installed_on" ? link.product_reference : link.relates_to_product_reference,
    ]),
  );
  // No ring: the document was checked for them.
  return (product: CsafProduct): CsafProduct["versions"] => {
    let id = product.id;
    for (let next = sources.get(id); next !== undefined; next = sources.get(id)) id = next;
    return (byId.get(id) ?? product).versions;
  };
}

type Context = Pick<CsafProduct, "vendor" | "version" | "productName">;

/** Walks the tree in the file's order, without recursion. */
function branchProducts(branches: unknown[]): CsafProduct[] {
  const products: CsafProduct[] = [];
  const open = branches.map((value) => ({ value, context: {} as Context, depth: 1 })).reverse();
  for (let at = open.pop(); at; at = open.pop()) {
    if (at.depth > MAX_DEPTH) throw invalid(`its product tree is more than ${MAX_DEPTH} levels deep`);
    const branch = check(branchSchema, at.value, "product_tree.branches");
    const context: Context = { ...at.context };
    if (branch.category === "vendor") context.vendor = branch.name;
    if (branch.category === "product_name") context.productName = branch.name;
    if (branch.category === "product_version" || branch.category === "product_version_range") context.version = branch.name;
    if (branch.product) products.push(toProduct(branch.product, context));
    if (products.length > MAX_PRODUCTS) break;
    const below = { context, depth: at.depth + 1 };
    open.push(...(branch.branches ?? []).map((value) => ({ value, ...below })).reverse());
  }
  return products;
}

const toProduct = (
  { product_id, name, product_identification_helper: helper = {} }: z.infer<typeof productSchema>,
  context: Context = {},
): CsafProduct => ({
  id: product_id,
  name,
  ...context,
  modelNumbers: helper.model_numbers ?? [],
  skus: helper.skus ?? [],
  cpes: helper.cpe === undefined ? [] : [helper.cpe],
  purls: helper.purl === undefined ? [] : [helper.purl],
  uris: (helper.x_generic_uris ?? []).map(({ uri }) => uri),
  versions: versionClaim(context.version),
});

function check<Schema extends z.ZodType>(schema: Schema, value: unknown, where: string): z.infer<Schema> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const path = [where, ...(issue?.path ?? [])].filter((step) => step !== "").join(".");
  throw invalid(`${path || "the document"}: ${issue?.message}`, parsed.error);
}

const invalid = (problem: string, cause?: unknown): MusterError => new MusterError("advisory-invalid", { problem }, { cause });
