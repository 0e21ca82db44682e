import type { CsafProduct } from "../domain/csaf.ts";
import { batchId } from "../domain/ids.ts";
import { type FoundScope, leftovers, MAX_SCOPE_ITEMS, type MatchedProduct, matchProducts, scopeFound } from "../domain/product-match.ts";
import { type ScopeItem, unionSize } from "../domain/scope.ts";
import { allPages } from "./all-pages.ts";
import type { Feed } from "./client.ts";
import { toWire } from "./scope-item.ts";
import type { BatchRef, BatchView, ModelView, Preview } from "./wire.ts";

/** What the register holds of an advisory's products. The counts are those of a recall of the same scope. */
export type Found = FoundScope & {
  products: MatchedProduct[];
  /** Products that no model of the register fits. */
  leftOver: CsafProduct[];
  reached: Record<keyof FoundScope, Preview | null>;
};

/** Matches products to the models of the register, and counts what contains them. */
export async function findProducts(feed: Feed, named: readonly CsafProduct[]): Promise<Found> {
  const models: ModelView[] = await allPages(feed.models);
  const modelIds = new Set(matchProducts(named, models, []).flatMap(({ matches }) => matches.map(({ model }) => model.id)));
  const batches: BatchView[] = [];
  for (const model of modelIds) batches.push(...(await allPages((paging) => feed.batches({ model, ...paging }))));
  const products = matchProducts(
    named,
    models,
    batches.map(({ id, model, lot, size, factoryRelease }) => ({ id: batchId(id), modelId: model.id, lot, size, factoryRelease })),
  );
  const scopes = scopeFound(products);
  const isSame = scopes.certain.length === scopes.possible.length;
  const certain = await reachOf(feed, scopes.certain);
  return {
    ...scopes,
    products,
    leftOver: leftovers(products) as CsafProduct[],
    reached: { certain, possible: isSame ? certain : await reachOf(feed, scopes.possible) },
  };
}

/** Null when a scope is empty, or longer than one recall can be: counts of several do not add up. */
const reachOf = async (feed: Feed, scope: readonly ScopeItem[]): Promise<Preview | null> =>
  scope.length === 0 || scope.length > MAX_SCOPE_ITEMS ? null : feed.preview(scope.map(toWire));

/** `isPart`: a batch of parts, whose units are no devices. */
export type BatchFound = { batch: BatchRef; units: number; isPart: boolean };

/** The batches of a preview, devices first, by brand, each unit counted once. */
export function batchesFound({ affected }: Pick<Preview, "affected">): BatchFound[] {
  const byBatch = Map.groupBy(affected, ({ batch }) => batch.id);
  const found = [...byBatch.values()].map((ranges): BatchFound => {
    const batch = (ranges[0] as (typeof ranges)[number]).batch;
    return { batch, units: unionSize(ranges), isPart: batch.model.kind === "component" };
  });
  return found.sort(
    (a, b) =>
      Number(a.isPart) - Number(b.isPart) || a.batch.model.maker.name.localeCompare(b.batch.model.maker.name) || a.batch.id - b.batch.id,
  );
}
