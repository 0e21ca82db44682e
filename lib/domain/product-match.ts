import { type BatchId, parseModelId } from "./ids.ts";
import type { ModelKind } from "./kinds.ts";
import type { ProductStatus } from "./notice-document.ts";
import {
  cpeParts,
  fitsNumber,
  gtinIn,
  gtinOfLink,
  lotOfLink,
  numbersIn,
  productWords,
  purlParts,
  runsOf,
  type VendorRelation,
  vendorRelation,
  wordsOf,
} from "./product-names.ts";
import type { ScopeItem } from "./scope.ts";
import { releasesMeant, type VersionClaim, type VersionVerdict } from "./version-range.ts";

/**
 * Which models of the register an advisory's products are. Every match says why; what fits nothing is left over and
 * shown, and what needs a person's judgement becomes a question, never a scope.
 */

/** A product as an advisory names it. */
export type NamedProduct = {
  id: string;
  /** Name for people, and the product's own name where the source has it apart from the vendor and the version. */
  name: string;
  productName?: string;
  vendor?: string;
  modelNumbers: readonly string[];
  skus: readonly string[];
  cpes: readonly string[];
  purls: readonly string[];
  uris: readonly string[];
  versions: VersionClaim;
  /** Where it is a combination ("firmware on a device", "a part in a device"): id of the thing that it is in or on. */
  within?: string;
  status?: ProductStatus;
};

/** What has to be known of a model. */
export type RegisteredModel = {
  id: string;
  gtin: string;
  name: string;
  kind: ModelKind;
  maker: { name: string; domain: string };
  releases: readonly { sequence: number; version: string }[];
};

export type RegisteredBatch = { id: BatchId; modelId: string; lot: string; size: number; factoryRelease: number };

/** Exact: the same article number. Strong: the same vendor and the same name or number. Weak: a person has to look. */
export const STRENGTHS = ["exact", "strong", "weak"] as const;
export type Strength = (typeof STRENGTHS)[number];
type Reason = { by: "gtin" | "model-number" | "name" | "cpe" | "purl"; text: string };

export type Match = {
  model: RegisteredModel;
  strength: Strength;
  reasons: Reason[];
  /** What the match would put into a recall's scope; empty when no registered unit is meant. */
  scope: ScopeItem[];
  /** What a person has to decide before that scope can be used. */
  questions: string[];
};

export type MatchedProduct = { product: NamedProduct; matches: Match[] };

/** Only these can be recalled; what is fixed or not affected is matched for reading only. */
const isMeant = ({ status }: NamedProduct): boolean => status !== "fixed" && status !== "not-affected";

export function matchProducts(
  products: readonly NamedProduct[],
  models: readonly RegisteredModel[],
  batches: readonly RegisteredBatch[],
): MatchedProduct[] {
  const byId = new Map(products.map((product) => [product.id, product]));
  return products.map((product) => {
    const whole = wholeOf(product, byId);
    const matches = models.flatMap((model): Match[] => {
      const found = reasonsFor(whole, model);
      if (!found) return [];
      const meant = isMeant(product) ? scopeOf(product, model, batches) : { scope: [], questions: [] };
      const weak = found.strength === "weak" ? ["the names only resemble each other: is this the same product?"] : [];
      return [{ model, ...found, scope: meant.scope, questions: isMeant(product) ? [...weak, ...meant.questions] : [] }];
    });
    const rank = ({ strength }: Match): number => STRENGTHS.indexOf(strength);
    return { product, matches: matches.sort((a, b) => rank(a) - rank(b) || a.model.id.localeCompare(b.model.id)) };
  });
}

/** Follows "in" or "on" to what is neither; a ring, which the reader refuses, ends where it began. */
function wholeOf(product: NamedProduct, byId: ReadonlyMap<string, NamedProduct>): NamedProduct {
  const seen = new Set([product.id]);
  let whole = product;
  for (let next = byId.get(whole.within ?? ""); next && !seen.has(next.id); next = byId.get(whole.within ?? "")) {
    seen.add(next.id);
    whole = next;
  }
  return whole;
}

type Found = { strength: Strength; reasons: Reason[] };

function reasonsFor(product: NamedProduct, model: RegisteredModel): Found | null {
  const gtins = [...product.skus, ...product.modelNumbers].map(gtinIn).concat(product.uris.map(gtinOfLink));
  if (gtins.includes(model.gtin)) return { strength: "exact", reasons: [{ by: "gtin", text: `GTIN ${model.gtin}` }] };
  const relation = vendorRelation(product.vendor, model.maker);
  const named = [...byNumber(product, model), ...byName(product, model)];
  const found = [...named.map((one) => ({ ...one, relation })), ...byCoordinates(product, model)].filter((one) => one.relation !== "other");
  if (found.length === 0) return null;
  const isStrong = found.some((one) => one.isFull && one.relation === "same");
  return {
    strength: isStrong ? "strong" : "weak",
    reasons: found.map(({ by, text, relation }) => ({ by, text: `${text}, ${VENDORS[relation]}` })),
  };
}

const VENDORS: Record<VendorRelation, string> = {
  same: "same vendor",
  similar: "similar vendor",
  unknown: "no vendor named",
  other: "other vendor",
};

type Hint = Reason & { isFull: boolean };

function byNumber(product: NamedProduct, { name }: RegisteredModel): Hint[] {
  const runs = runsOf(wordsOf(name));
  const given = product.modelNumbers.filter((number) => fitsNumber(number, runs));
  if (given.length > 0) return given.slice(0, 3).map((number) => ({ by: "model-number", text: `model number ${number}`, isFull: true }));
  return numbersIn(product.productName ?? product.name)
    .filter((number) => fitsNumber(number, runs))
    .slice(0, 1)
    .map((number) => ({ by: "model-number", text: `"${number}" in the name`, isFull: false }));
}

function byName({ name, productName, vendor }: NamedProduct, model: RegisteredModel): Hint[] {
  const own = productWords(model.name, model.maker.name).join(" ");
  const names = productName === undefined ? [name] : [productName, name];
  const isSame = names.some((text) => productWords(text, vendor ?? "", model.maker.name).join(" ") === own);
  return isSame ? [{ by: "name", text: `name "${model.name}"`, isFull: true }] : [];
}

/** CPE and package URL name vendor and product in one; firmware goes by the name of its device. */
function byCoordinates({ cpes, purls }: NamedProduct, model: RegisteredModel): (Hint & { relation: VendorRelation })[] {
  const own = productWords(model.name, model.maker.name).join("");
  const compare = (by: "cpe" | "purl", text: string, parts: ReturnType<typeof cpeParts>) => {
    if (!parts) return [];
    const words = productWords(parts.product, parts.vendor, model.maker.name).filter((word) => word !== "firmware");
    if (words.join("") !== own) return [];
    return [{ by, text, isFull: true, relation: vendorRelation(parts.vendor, model.maker) }];
  };
  return [...cpes.flatMap((cpe) => compare("cpe", cpe, cpeParts(cpe))), ...purls.flatMap((purl) => compare("purl", purl, purlParts(purl)))];
}

type Meant = Pick<Match, "scope" | "questions">;

/** Devices by model or by the firmware they left the factory with; components by batch, because only batches reach wholes. */
function scopeOf({ versions, uris }: NamedProduct, model: RegisteredModel, batches: readonly RegisteredBatch[]): Meant {
  const verdict = releasesMeant(versions, model.releases);
  const lots = uris.flatMap((uri) => lotOfLink(uri) ?? []);
  const own = batches.filter(({ modelId, lot }) => modelId === model.id && (lots.length === 0 || lots.includes(lot)));
  if (lots.length > 0) return lotScope(own, model, verdict);
  const limited = verdict.kind === "some" ? verdict.sequences : null;
  const questions = verdict.kind === "unclear" ? [verdict.why] : [];
  const isUnknown = ({ factoryRelease }: RegisteredBatch): boolean => factoryRelease === 0;
  if (limited && own.some(isUnknown))
    questions.push("for some batches it is not registered which release they were made with; they are left out");
  if (limited?.length && model.releases.some(({ sequence }) => sequence < (limited[0] as number)))
    questions.push("units made with an earlier release may have been updated to one that is meant; they are left out");
  if (model.kind === "component") {
    const meant = limited ? own.filter(({ factoryRelease }) => limited.includes(factoryRelease)) : own;
    return { scope: meant.map(({ id }) => ({ kind: "component", batchId: id })), questions };
  }
  const modelId = parseModelId(model.id);
  if (!limited) return { scope: [{ kind: "model", modelId }], questions };
  return { scope: spansOf(limited, model).map((span) => ({ kind: "shipped", modelId, ...span })), questions };
}

/** Batches that the source names by their lots. A part reaches its wholes from its whole batch; of devices, only some may be meant. */
function lotScope(own: readonly RegisteredBatch[], { kind }: RegisteredModel, verdict: VersionVerdict): Meant {
  if (own.length === 0) return { scope: [], questions: ["it names a lot that is not registered"] };
  if (kind === "component") return { scope: own.map(({ id }) => ({ kind, batchId: id })), questions: [] };
  const scope = own.map(({ id, size }): ScopeItem => ({ kind: "batch", batchId: id, first: 0, last: size - 1 }));
  return { scope, questions: verdict.kind === "unclear" ? [verdict.why] : [] };
}

/** Sequence numbers as spans; a span ends where a release that is not meant lies between. */
function spansOf(meant: readonly number[], { releases }: RegisteredModel): { first: number; last: number }[] {
  const spans: { first: number; last: number }[] = [];
  let open: { first: number; last: number } | undefined;
  for (const { sequence } of [...releases].sort((a, b) => a.sequence - b.sequence)) {
    if (!meant.includes(sequence)) open = undefined;
    else if (open) open.last = sequence;
    else {
      open = { first: sequence, last: sequence };
      spans.push(open);
    }
  }
  return spans;
}

/** What nothing in the register fits; shown, so that nobody takes silence for "not affected". */
export const leftovers = (matched: readonly MatchedProduct[]): NamedProduct[] =>
  matched.filter(({ matches }) => matches.length === 0).map(({ product }) => product);

/** A recall takes no more: see `Recalls.MAX_SCOPE_ITEMS`. */
export const MAX_SCOPE_ITEMS = 64;

export type FoundScope = {
  /** What is sure. */
  certain: ScopeItem[];
  /** What is sure, and all that a person has still to decide. */
  possible: ScopeItem[];
};

/** The scopes of all matches, each item once. */
export function scopeFound(matched: readonly MatchedProduct[]): FoundScope {
  const matches = matched.flatMap((product) => product.matches);
  const of = (some: readonly Match[]): ScopeItem[] => [
    ...new Map(some.flatMap(({ scope }) => scope).map((item) => [scopeKey(item), item])).values(),
  ];
  return { certain: of(matches.filter(({ questions }) => questions.length === 0)), possible: of(matches) };
}

const scopeKey = (item: ScopeItem): string => Object.values(item).map(String).join(" ");
