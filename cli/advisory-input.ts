import { parseAdvisory } from "../lib/domain/advisory.ts";
import { CSAF_MAX_CHARACTERS, type CsafAdvisory } from "../lib/domain/csaf.ts";
import { severityOf } from "../lib/domain/csaf-notice.ts";
import type { Match, MatchedProduct } from "../lib/domain/product-match.ts";
import type { ScopeItem } from "../lib/domain/scope.ts";
import { batchesFound, type Found } from "../lib/feed/found.ts";
import type { Preview } from "../lib/feed/wire.ts";
import { readText } from "./arguments.ts";
import { heading, number, reach, table } from "./output.ts";
import { scopeText } from "./scope-input.ts";

/** @throws MusterError `file-unreadable` or `advisory-invalid`. */
export const readAdvisory = async (path: string): Promise<CsafAdvisory> => parseAdvisory(await readText(path, CSAF_MAX_CHARACTERS));

// ---- for programs ----

export const describeAdvisory = ({ format, document, products }: CsafAdvisory) => ({
  format,
  id: document.tracking.id,
  title: document.title,
  publisher: document.publisher.name,
  products: products.length,
});

const describeMatch = ({ model, strength, reasons, scope, questions }: Match) => ({
  model: model.id,
  name: model.name,
  maker: model.maker.name,
  strength,
  reasons: reasons.map(({ by, text }) => ({ by, text })),
  scope: scope.map(scopeText),
  questions,
});

export const describeProducts = (products: readonly MatchedProduct[]) =>
  products.map(({ product, matches }) => ({
    id: product.id,
    name: product.name,
    vendor: product.vendor ?? null,
    status: product.status ?? null,
    matches: matches.map(describeMatch),
  }));

export const describeReach = (preview: Preview | null) =>
  preview && {
    ...preview.counts,
    batchesFound: batchesFound(preview).map(({ batch, units, isPart }) => ({
      batch: batch.id,
      lot: batch.lot,
      model: batch.model.name,
      brand: batch.model.maker.name,
      kind: isPart ? "component" : "device",
      units,
      size: batch.size,
    })),
  };

// ---- for people ----

const matchText = ({ model, strength, reasons }: Match): string =>
  `${strength}: ${model.name} of ${model.maker.name} (${model.id}), by ${reasons.map(({ text }) => text).join("; ")}`;

/** Products that were found, what has to be decided about them, and then those that nothing fits. */
export function productLines({ products, leftOver }: Found): string[] {
  const found = products.filter(({ matches }) => matches.length > 0);
  return [
    ...found.flatMap(({ product, matches }) => [
      heading(`${product.name}${product.status ? `, ${product.status}` : ""}`),
      ...matches.flatMap((match) => [
        `  ${matchText(match)}`,
        ...match.questions.map((question) => `    to decide: ${question} (${match.scope.map(scopeText).join(" ") || "no scope"})`),
      ]),
    ]),
    ...(leftOver.length > 0 ? [heading("In no register entry, please check by hand:")] : []),
    ...leftOver.map(({ id, vendor, name }) => `  ${vendor && !name.startsWith(vendor) ? `${vendor} ` : ""}${name} (${id})`),
  ];
}

export const reachLines = (preview: Preview): string[] => [
  `  ${reach(preview.counts)}, ${number(preview.counts.claimed)} of them claimed`,
  ...table(
    batchesFound(preview).map(({ batch, units, isPart }): [string, string] => [
      `${batch.model.maker.name}: ${batch.model.name}, lot ${batch.lot}`,
      `${number(units)} of ${number(batch.size)} ${isPart ? "parts" : "devices"} (batch ${batch.id})`,
    ]),
  ),
];

const quoted = (text: string): string => (/^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`);

/** The command that drafts a recall of what is certain; null when nothing is. */
export function draftCommand(
  advisory: CsafAdvisory,
  certain: readonly ScopeItem[],
  source: ["--csaf" | "--notice", string],
): string | null {
  if (certain.length === 0) return null;
  const severity = severityOf(advisory) ? [] : ["--severity", "<how severe>"];
  const scope = certain.flatMap((item) => ["--scope", scopeText(item)]);
  const words = ["muster", "recall", "draft", source[0], quoted(source[1]), ...scope, "--measure", "<measure>", ...severity];
  return [...words, "--out", "draft.json"].join(" ");
}
