import { type ComponentBatch, findPart, modelsOfPart, type PartFound } from "../domain/bill-parts.ts";
import type { Bill } from "../domain/cyclonedx.ts";
import { allPages } from "./all-pages.ts";
import type { Feed } from "./client.ts";

/** Looks every part of a bill up in the register. */
export async function findParts(feed: Feed, { parts }: Bill): Promise<PartFound[]> {
  const models = (await allPages(feed.models)).filter(({ kind }) => kind === "component");
  const named = parts.map((part) => ({ part, models: modelsOfPart(part, models) }));
  const batches: ComponentBatch[] = [];
  for (const model of new Set(named.flatMap((one) => one.models.map((found) => found.model.id))))
    for (const { id, lot, factoryRelease } of await allPages((paging) => feed.batches({ model, ...paging })))
      batches.push({ id, lot, modelId: model, factoryRelease });
  return named.map((one) => findPart(one.part, one.models, batches));
}
