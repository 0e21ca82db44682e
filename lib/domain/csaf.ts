import { z } from "zod";
import { MusterError } from "./errors.ts";

/**
 * Reads OASIS CSAF 2.0. Strict about what gives the document its meaning, lenient about the rest: real files leave out
 * optional parts, and unknown properties are no reason to ignore a warning.
 *
 * CSAF knows no serial ranges, so nothing here becomes a recall's scope: products are names for people.
 */
export type CsafAdvisory = {
  document: z.infer<typeof documentSchema>;
  products: CsafProduct[];
  vulnerabilities: z.infer<typeof vulnerabilitySchema>[];
};

type CsafProduct = { id: string; name: string; vendor?: string; version?: string; modelNumbers: string[] };

/** Largest published advisory known to us: 5 MB. */
export const CSAF_MAX_CHARACTERS = 16 * 1024 * 1024;

/** Branches of the product tree within each other; the specification allows more, no real file has five. */
const MAX_DEPTH = 30;
/** More than a notice can list; refused rather than shortened, because a product left out is an owner left out. */
const MAX_PRODUCTS = 2_000;

const note = z.object({ category: z.string(), text: z.string(), title: z.string().optional() });
const reference = z.object({ category: z.string().optional(), summary: z.string().optional(), url: z.string() });
const ids = z.array(z.string()).optional();

const documentSchema = z.object({
  category: z.string(),
  csaf_version: z.literal("2.0"),
  lang: z.string().optional(),
  title: z.string(),
  notes: z.array(note).optional(),
  publisher: z.object({ name: z.string(), namespace: z.string().optional(), contact_details: z.string().optional() }),
  references: z.array(reference).optional(),
  tracking: z.object({ id: z.string(), version: z.string(), initial_release_date: z.string(), current_release_date: z.string() }),
});

const cvss = z.object({ baseScore: z.number(), version: z.string().optional(), vectorString: z.string().optional() });

const vulnerabilitySchema = z.object({
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
  remediations: z.array(z.object({ category: z.string(), details: z.string(), url: z.string().optional() })).optional(),
  scores: z.array(z.object({ cvss_v2: cvss.optional(), cvss_v3: cvss.optional() })).optional(),
});

const productSchema = z.object({
  product_id: z.string(),
  name: z.string(),
  product_identification_helper: z.object({ model_numbers: z.array(z.string()).optional() }).optional(),
});

// Branches are read one at a time and not as a recursive schema: a file of branches in branches must not exhaust the stack.
const branchSchema = z.object({
  category: z.string(),
  name: z.string(),
  product: productSchema.optional(),
  branches: z.array(z.unknown()).optional(),
});

const rootSchema = z.object({
  document: documentSchema,
  product_tree: z
    .object({
      branches: z.array(z.unknown()).optional(),
      full_product_names: z.array(productSchema).optional(),
      relationships: z.array(z.object({ full_product_name: productSchema })).optional(),
    })
    .optional(),
  vulnerabilities: z.array(vulnerabilitySchema).optional(),
});

/** @param text The file's content. @throws MusterError `advisory-invalid`. */
export function parseCsaf(text: string): CsafAdvisory {
  if (text.length > CSAF_MAX_CHARACTERS) throw invalid("it is longer than 16 MiB");
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\ufeff/, ""));
  } catch (cause) {
    throw invalid("it is not JSON", cause);
  }
  const { document, product_tree, vulnerabilities = [] } = check(rootSchema, value, "");
  const products = [
    ...branchProducts(product_tree?.branches ?? []),
    ...(product_tree?.full_product_names ?? []).map((product) => toProduct(product)),
    ...(product_tree?.relationships ?? []).map(({ full_product_name }) => toProduct(full_product_name)),
  ];
  if (products.length > MAX_PRODUCTS) throw invalid(`it names more than ${MAX_PRODUCTS} products`);
  return { document, products, vulnerabilities };
}

type Context = { vendor?: string; version?: string };

/** Walks the tree in the file's order, without recursion. */
function branchProducts(branches: unknown[]): CsafProduct[] {
  const products: CsafProduct[] = [];
  const open = branches.map((value) => ({ value, context: {} as Context, depth: 1 })).reverse();
  for (let at = open.pop(); at; at = open.pop()) {
    if (at.depth > MAX_DEPTH) throw invalid(`its product tree is more than ${MAX_DEPTH} levels deep`);
    const branch = check(branchSchema, at.value, "product_tree.branches");
    const context: Context = { ...at.context };
    if (branch.category === "vendor") context.vendor = branch.name;
    if (branch.category === "product_version" || branch.category === "product_version_range") context.version = branch.name;
    if (branch.product) products.push(toProduct(branch.product, context));
    if (products.length > MAX_PRODUCTS) break;
    const below = { context, depth: at.depth + 1 };
    open.push(...(branch.branches ?? []).map((value) => ({ value, ...below })).reverse());
  }
  return products;
}

const toProduct = (
  { product_id, name, product_identification_helper }: z.infer<typeof productSchema>,
  context: Context = {},
): CsafProduct => ({
  id: product_id,
  name,
  ...context,
  modelNumbers: product_identification_helper?.model_numbers ?? [],
});

function check<Schema extends z.ZodType>(schema: Schema, value: unknown, where: string): z.infer<Schema> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const path = [where, ...(issue?.path ?? [])].filter((step) => step !== "").join(".");
  throw invalid(`${path || "the document"}: ${issue?.message}`, parsed.error);
}

const invalid = (problem: string, cause?: unknown): MusterError => new MusterError("advisory-invalid", { problem }, { cause });
