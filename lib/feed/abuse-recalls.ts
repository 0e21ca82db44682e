import { productNamed } from "../domain/abuse-hints.ts";
import { SEVERITIES } from "../domain/kinds.ts";
import { matchProducts, type RegisteredModel } from "../domain/product-match.ts";
import type { AbuseReport } from "../domain/xarf.ts";
import { allPages } from "./all-pages.ts";
import type { Feed } from "./client.ts";
import type { RecallSummary } from "./wire.ts";

/** A recall, and what in the report points at it. */
type FittingRecall = { recall: RecallSummary; by: "cve" | "product" };

/** Open recalls for somebody of whose connection a report is. */
export type RecallHints = {
  fitting: FittingRecall[];
  /** Other open ones, gravest first; nothing in the report points at them. */
  also: RecallSummary[];
};

export type FindRecalls = (report: Pick<AbuseReport, "cves" | "service" | "serviceVersion" | "subject">) => Promise<RecallHints>;

type Options = {
  /** How long an answer of the register is used again: reports come in bursts, recalls do not. */
  keptMs?: number;
};

const ALSO = 5;
const MOST_MODELS = 5;
const MOST_KEPT = 1_000;

const rank = ({ severity }: RecallSummary): number => SEVERITIES.indexOf(severity);
const byGravity = (a: RecallSummary, b: RecallSummary): number => rank(b) - rank(a) || b.id - a.id;

/** Asks the register by the holes that a report names, and by the words with which the device calls itself. */
export function createFindRecalls(feed: Pick<Feed, "recalls" | "models">, { keptMs = 60_000 }: Options = {}): FindRecalls {
  const kept = new Map<string, { value: Promise<unknown>; until: number }>();
  const keep = <Value>(key: string, read: () => Promise<Value>): Promise<Value> => {
    const known = kept.get(key);
    if (known && known.until > Date.now()) return known.value as Promise<Value>;
    if (kept.size >= MOST_KEPT) kept.clear();
    const value = read();
    value.catch(() => kept.delete(key));
    kept.set(key, { value, until: Date.now() + keptMs });
    return value;
  };
  const search = (q: string): Promise<RecallSummary[]> =>
    keep(`q ${q}`, async () => (await feed.recalls({ q, state: "open", limit: 20 })).items);
  const newest = (): Promise<RecallSummary[]> => keep("open", async () => (await feed.recalls({ state: "open", limit: 100 })).items);
  const models = (): Promise<RegisteredModel[]> => keep("models", () => allPages(feed.models));

  /** Of models that the report's product may be. */
  const ofProduct = (name: string): Promise<RecallSummary[]> =>
    keep(`product ${name}`, async () => {
      const named = { id: "1", name, modelNumbers: [], skus: [], cpes: [], purls: [], uris: [], versions: { kind: "any" } as const };
      const [found] = matchProducts([named], await models(), []);
      const gtins = (found?.matches ?? []).slice(0, MOST_MODELS).map(({ model }) => model.gtin);
      return (await Promise.all(gtins.map(search))).flat();
    });

  return async (report) => {
    const product = productNamed(report);
    const [byCve, byProduct, open] = await Promise.all([
      Promise.all(report.cves.map(search)).then((found) => found.flat()),
      product === null ? [] : ofProduct(product),
      newest(),
    ]);
    const fitting = new Map<number, FittingRecall>();
    for (const recall of byProduct) fitting.set(recall.id, { recall, by: "product" });
    for (const recall of byCve) fitting.set(recall.id, { recall, by: "cve" });
    return {
      fitting: [...fitting.values()].sort((a, b) => byGravity(a.recall, b.recall)),
      also: open
        .filter(({ id }) => !fitting.has(id))
        .sort(byGravity)
        .slice(0, ALSO),
    };
  };
}
