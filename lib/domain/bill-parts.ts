import type { BillPart } from "./cyclonedx.ts";
import { matchProducts, type NamedProduct, type RegisteredModel, STRENGTHS, type Strength } from "./product-match.ts";

/** A batch of a component model, as the register has it. */
export type ComponentBatch = { id: number; lot: string; modelId: string; factoryRelease: number };

export type Candidate = { batch: ComponentBatch; model: RegisteredModel; why: string[] };

/**
 * What a part of a bill is in the register. Mapped: one batch, by model and by lot or version. Ambiguous: several could
 * be meant, or a person has to confirm. Unknown: nothing in the register is it. Nothing is ever guessed.
 */
export type PartFound = { part: BillPart } & (
  | { is: "mapped"; found: Candidate }
  | { is: "ambiguous"; candidates: Candidate[]; why: string }
  | { is: "unknown"; why: string }
);

type FoundModel = { model: RegisteredModel; strength: Strength; why: string[] };

/** The models that a part could be, best first. @param models Component models of the register. */
export function modelsOfPart(part: BillPart, models: readonly RegisteredModel[]): FoundModel[] {
  const found = new Map<string, FoundModel>();
  for (const product of asProducts(part)) {
    for (const { model, strength, reasons } of matchProducts([product], models, [])[0]?.matches ?? []) {
      // A bill that names an article number means that article, whatever else is called alike.
      if (part.gtins.length > 0 && strength !== "exact") continue;
      const before = found.get(model.id);
      if (before && STRENGTHS.indexOf(before.strength) <= STRENGTHS.indexOf(strength)) continue;
      found.set(model.id, { model, strength, why: reasons.map(({ text }) => text) });
    }
  }
  const all = [...found.values()].sort((a, b) => STRENGTHS.indexOf(a.strength) - STRENGTHS.indexOf(b.strength));
  // What only resembles the part does not matter beside what is it.
  return all.filter(({ strength }) => strength === all[0]?.strength || strength !== "weak");
}

/** One for each name that could be the maker's; a supplier's need not be. */
function asProducts({ id, name, makers, gtins, cpe, purl }: BillPart): NamedProduct[] {
  const vendors = makers.length > 0 ? makers : [undefined];
  return vendors.map((vendor) => ({
    id,
    name,
    productName: name,
    vendor,
    modelNumbers: [],
    skus: gtins,
    cpes: cpe ? [cpe] : [],
    purls: purl ? [purl] : [],
    uris: [],
    versions: { kind: "any" },
  }));
}

/**
 * Which batch of those models is meant.
 * @param models From `modelsOfPart`.
 * @param batches Of these models.
 */
export function findPart(part: BillPart, models: readonly FoundModel[], batches: readonly ComponentBatch[]): PartFound {
  if (models.length === 0)
    return {
      part,
      is: "unknown",
      why: part.gtins.length > 0 ? `no component has GTIN ${part.gtins.join(", ")}` : "no component has its maker and name",
    };
  const candidates = models.flatMap(({ model, why }) =>
    batches.filter(({ modelId }) => modelId === model.id).map((batch): Candidate => ({ batch, model, why })),
  );
  if (candidates.length === 0)
    return { part, is: "unknown", why: `no batch of ${models.map(({ model }) => model.name).join(", ")} is registered` };

  const chosen = candidates.flatMap((candidate): Candidate[] => {
    const why = reasonForBatch(part, candidate);
    return why ? [{ ...candidate, why: [...candidate.why, why] }] : [];
  });
  const [only, ...more] = chosen;
  if (!only && part.lots.length > 0) return { part, is: "unknown", why: `lot ${part.lots.join(", ")} is not registered` };
  if (!only) return { part, is: "ambiguous", candidates, why: "neither a lot nor a version in the bill names the batch" };
  if (more.length > 0) return { part, is: "ambiguous", candidates: chosen, why: "several batches fit" };
  if (models.some(({ model, strength }) => model.id === only.model.id && strength === "weak"))
    return { part, is: "ambiguous", candidates: chosen, why: "the names only resemble each other" };
  return { part, is: "mapped", found: only };
}

/** A lot that the bill names decides alone; else its version may be the lot, or the firmware that the batch left with. */
function reasonForBatch({ lots, version }: BillPart, { batch, model }: Candidate): string | undefined {
  if (lots.length > 0) return lots.includes(batch.lot) ? `lot ${batch.lot}` : undefined;
  if (version === undefined) return undefined;
  if (version === batch.lot) return `its version is lot ${batch.lot}`;
  const release = model.releases.find(({ sequence }) => sequence === batch.factoryRelease);
  return release?.version === version ? `its version is the firmware of lot ${batch.lot}` : undefined;
}
