import type { AuditFigures } from "./audit.ts";
import { formatModelId } from "./ids.ts";
import type { Evidence } from "./kinds.ts";
import type { ScopeItem } from "./scope.ts";
import { completion, completionWithinReach, type Rate, unreachable } from "./statistics.ts";

/** What a figure says; null when there is nothing to say. */
type Value = string | number | null;

/** A figure twice. A side that does not have it at all has null. */
export type ComparedFigure = { figure: string; published: Value; recomputed: Value; same: boolean };

/** What the chain does not have, and who says it instead. */
export const NOT_RECOMPUTED = {
  figures: ["with contact", "told"],
  why: "Addresses and deliveries are personal and not on the chain. Whoever operates the register publishes these two figures, and only the operator can know them.",
} as const;

const WORDS: readonly [Exclude<Evidence, "none">, string][] = [
  ["device", "remedied, device's signature"],
  ["maker", "remedied, maker's report or word"],
  ["repairer", "remedied, repairer's word"],
  ["owner", "remedied, owner's word"],
];

/** Numbers have no separators here: what is compared is read by programs as well. */
const time = (seconds: number): string => `${new Date(seconds * 1000).toISOString().slice(0, 19)}Z`;
const rateText = ({ count, of }: Rate): string => `${count} of ${of}`;
const digest = (hex: string): string => (/^0x0+$/.test(hex) ? "none" : hex);

/** Reasons are anybody's words: marks that hide letters, turn the reading order or steer a terminal are shown as what they are. */
const quoted = (text: string): string =>
  JSON.stringify(text).replace(
    /[\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g,
    (mark) => `\\u${mark.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );

function itemText(item: ScopeItem): string {
  const subject = "batchId" in item ? `${item.batchId}` : formatModelId(item.modelId);
  const range = "first" in item ? `:${item.first}-${item.last}` : "";
  return `${item.excluded ? "-" : "+"}${item.kind}:${subject}${range}`;
}

/** Every figure of a recall with its name, in the order in which people read them. */
export function namedFigures(figures: AuditFigures): Map<string, Value> {
  const { counts, versions, fixes, makers, affected, days } = figures;
  const { state, issuer, minEvidence, openedAt, endedAt } = figures;
  const byBatch = Map.groupBy(affected, ({ batchId }) => batchId);
  const rangesOf = (ranges: AuditFigures["affected"]): string =>
    ranges
      .map(({ first, last, path }) => `${first}-${last} by ${path}`)
      .sort()
      .join(", ");
  return new Map<string, Value>([
    ["state", state],
    ["issuer", issuer],
    ["weakest evidence that counts", minEvidence],
    ["opened", time(openedAt)],
    ["ended", endedAt === null ? null : time(endedAt)],
    ["involved", counts.involved],
    ["brands", counts.brands],
    ["batches", counts.batches],
    ["claimed", counts.claimed],
    ["acknowledged", counts.acknowledged],
    ...WORDS.map(([word, name]): [string, Value] => [name, counts.remedied[word]]),
    ["removed (stolen or out of use)", counts.removed],
    ["unreachable (no owner registered)", unreachable(counts)],
    ["remedied of involved", rateText(completion(counts))],
    ["remedied of involved without removed and unreachable", rateText(completionWithinReach(counts))],
    ...versions.map(({ version, measure, severity, notice, author, at, added, reason }): [string, Value] => [
      `version ${version}`,
      [`${measure}, ${severity}`, `notice ${notice}`, `by ${author}`, time(at), added.map(itemText).join(" "), quoted(reason)].join("; "),
    ]),
    ...[...fixes]
      .sort((a, b) => (a.modelId < b.modelId ? -1 : 1))
      .map(({ modelId, sequence, offeredAt }): [string, Value] => [
        `fix for ${formatModelId(modelId)}`,
        `release ${sequence}, offered ${time(offeredAt)}`,
      ]),
    ...makers.map(({ orgId, askedAt, reply }): [string, Value] => [
      `maker ${orgId}`,
      `asked ${time(askedAt)}, ${reply ? `${reply.says} ${time(reply.at)}, document ${digest(reply.document)}` : "silent"}`,
    ]),
    ...[...byBatch].sort(([a], [b]) => a - b).map(([batchId, ranges]): [string, Value] => [`units of batch ${batchId}`, rangesOf(ranges)]),
    ...days.map(({ day, involved, claimed, acknowledged, remedied, removed }): [string, Value] => [
      `day ${time(day).slice(0, 10)}`,
      `involved ${involved}, claimed ${claimed}, acknowledged ${acknowledged}, remedied ${WORDS.map(([word]) => `${word} ${remedied[word]}`).join(" ")}, removed ${removed}`,
    ]),
  ]);
}

/** Each figure that either side has, published and recomputed. */
export function compareFigures(published: AuditFigures, recomputed: AuditFigures): ComparedFigure[] {
  const [ours, theirs] = [namedFigures(recomputed), namedFigures(published)];
  return [...new Set([...ours.keys(), ...theirs.keys()])].map((figure) => {
    const [said, found] = [theirs.get(figure) ?? null, ours.get(figure) ?? null];
    return { figure, published: said, recomputed: found, same: said === found };
  });
}
