import { z } from "zod";
import { MusterError } from "./errors.ts";
import { gtinIn } from "./product-names.ts";

/**
 * Bills of material in CycloneDX JSON. Read is what names parts; checked is what gives a bill its meaning: its kind and
 * version, its identity and date, every component's type, name, scope, version, hashes, licences and patches, the
 * dependencies, and citations. Everything else is left to the schemas of CycloneDX.
 */
export type Bill = {
  specVersion: string;
  serialNumber?: string;
  /** Hardware and firmware, at any depth; what they sit in stands before them. */
  parts: BillPart[];
  /** Components that are no parts of a batch, by type: of other types, or excluded by the bill. */
  others: Record<string, number>;
};

export type BillPart = {
  /** Reference inside the bill, else where it stands. */
  id: string;
  type: (typeof PART_TYPES)[number];
  name: string;
  version?: string;
  /** Manufacturer, supplier, publisher and group, nearest to the maker first. */
  makers: string[];
  gtins: string[];
  lots: string[];
  cpe?: string;
  purl?: string;
};

const PART_TYPES = ["device", "firmware"] as const;

/** What was the same in each: the newer ones added to it. */
const SPEC_VERSIONS = ["1.2", "1.3", "1.4", "1.5", "1.6", "1.7"] as const;
const TYPES = [
  ...["application", "framework", "library", "container", "platform", "operating-system", "device", "device-driver", "firmware", "file"],
  ...["machine-learning-model", "data", "cryptographic-asset"],
] as const;

/** Bounds for hostile bills; real ones stay far below. */
const MAX_COMPONENTS = 20_000;
const MAX_PARTS_NAMED = 2_000;
const MAX_DEPTH = 64;

const HEX_LENGTHS = [32, 40, 64, 96, 128];
const hash = z.object({
  alg: z.string(),
  content: z.string().refine((text) => /^[0-9a-fA-F]+$/.test(text) && HEX_LENGTHS.includes(text.length), "is not a digest"),
});
const license = z
  .object({ license: z.unknown().optional(), expression: z.unknown().optional() })
  .refine(({ license, expression }) => license === undefined || expression === undefined, "names a licence and an expression at once");
const issue = z.object({ type: z.enum(["defect", "enhancement", "security"]) });
const patch = z.object({ type: z.enum(["unofficial", "monkey", "backport", "cherry-pick"]), resolves: z.array(issue).optional() });
const body = z.object({ name: z.string().optional() });

const component = z
  .object({
    type: z.enum(TYPES),
    name: z.string().min(1),
    version: z.string().optional(),
    versionRange: z.string().optional(),
    "bom-ref": z.string().min(1).optional(),
    group: z.string().optional(),
    publisher: z.string().optional(),
    manufacturer: body.optional(),
    supplier: body.optional(),
    cpe: z.string().optional(),
    purl: z.string().optional(),
    scope: z.enum(["required", "optional", "excluded"]).optional(),
    hashes: z.array(hash).optional(),
    licenses: z.array(license).optional(),
    pedigree: z.object({ patches: z.array(patch).optional() }).optional(),
    properties: z.array(z.object({ name: z.string().optional(), value: z.string().optional() })).optional(),
    components: z.array(z.unknown()).optional(),
  })
  .refine(({ version, versionRange }) => version === undefined || versionRange === undefined, "has a version and a range of versions");
type Component = z.infer<typeof component>;

const citation = z
  .object({
    pointers: z.unknown().optional(),
    expressions: z.unknown().optional(),
    attributedTo: z.unknown().optional(),
    process: z.unknown().optional(),
  })
  .refine((one) => (one.pointers === undefined) !== (one.expressions === undefined), "has to have either pointers or expressions")
  .refine((one) => one.attributedTo !== undefined || one.process !== undefined, "says neither who nor how");

const document = z.object({
  bomFormat: z.literal("CycloneDX"),
  specVersion: z.enum(SPEC_VERSIONS),
  serialNumber: z
    .string()
    .regex(/^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/)
    .optional(),
  version: z.int().min(1).optional(),
  metadata: z.object({ timestamp: z.iso.datetime({ offset: true }).optional() }).optional(),
  components: z.array(z.unknown()).optional(),
  dependencies: z.array(z.object({ ref: z.string().min(1) })).optional(),
  citations: z.array(citation).optional(),
});

/** @param text Of the file. @throws MusterError `bill-invalid`. */
export function readBill(text: string): Bill {
  const source = text.replace(/^\ufeff/, "");
  if (source.trimStart().startsWith("<")) throw invalid("it is XML; only the JSON form is read");
  let value: unknown;
  try {
    value = JSON.parse(source);
  } catch (cause) {
    throw new MusterError("bill-invalid", { problem: "it is not JSON" }, { cause });
  }
  const { specVersion, serialNumber, components = [] } = checked(document, value, "the bill");
  return { specVersion, serialNumber, ...gathered(components) };
}

/** Walks the components without recursion: depth is the document's to choose. */
function gathered(top: unknown[]): Pick<Bill, "parts" | "others"> {
  const parts: BillPart[] = [];
  const others: Record<string, number> = {};
  const references = new Set<string>();
  const open = top.map((value, i) => ({ value, place: `components.${i}`, depth: 1 })).reverse();
  let count = 0;
  for (let at = open.pop(); at; at = open.pop()) {
    if (++count > MAX_COMPONENTS) throw invalid(`it has more than ${MAX_COMPONENTS} components`);
    if (at.depth > MAX_DEPTH) throw invalid(`its components are more than ${MAX_DEPTH} levels deep`);
    const { place, depth } = at;
    const one = checked(component, at.value, place);
    const reference = one["bom-ref"];
    if (reference !== undefined && references.has(reference)) throw invalid(`${place}: its bom-ref stands twice`);
    if (reference !== undefined) references.add(reference);
    const part = asPart(one, place);
    if (part) parts.push(part);
    else others[one.type] = (others[one.type] ?? 0) + 1;
    if (parts.length > MAX_PARTS_NAMED) throw invalid(`it has more than ${MAX_PARTS_NAMED} parts`);
    for (const [i, value] of (one.components ?? []).map((inner, i) => [i, inner] as const).reverse())
      open.push({ value, place: `${place}.components.${i}`, depth: depth + 1 });
  }
  return { parts, others };
}

/** GS1 numbers and lots stand in properties; CycloneDX has no fields for them. */
const GTIN_NAME = /(^|:)gtin(-?(8|12|13|14))?$/i;
const LOT_NAME = /(^|:)(lot|batch)(-?(number|no|id))?$/i;

function asPart(one: Component, place: string): BillPart | undefined {
  const type = PART_TYPES.find((known) => known === one.type);
  // What the maker excludes from his bill is not in the product.
  if (!type || one.scope === "excluded") return undefined;
  const values = (pattern: RegExp): string[] =>
    (one.properties ?? []).flatMap(({ name = "", value = "" }) => (pattern.test(name.trim()) && value.trim() ? [value.trim()] : []));
  return {
    id: one["bom-ref"] ?? place,
    type,
    name: one.name,
    version: one.version,
    makers: [one.manufacturer?.name, one.supplier?.name, one.publisher, one.group].filter((name) => name !== undefined),
    gtins: values(GTIN_NAME).map((text) => gtinIn(text) ?? text),
    lots: values(LOT_NAME),
    cpe: one.cpe,
    purl: one.purl,
  };
}

const invalid = (problem: string): MusterError => new MusterError("bill-invalid", { problem });

function checked<Schema extends z.ZodType>(schema: Schema, value: unknown, place: string): z.infer<Schema> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw invalid(`${[place, ...(issue?.path ?? [])].join(".")}: ${issue?.message ?? "unknown"}`);
}
