import { MusterError } from "../domain/errors.ts";
import { gtinOf } from "../domain/ids.ts";
import type { ComponentRange } from "../domain/manifest.ts";
import type { Part } from "../domain/scope.ts";
import type { Registration } from "./registrations.ts";

/**
 * Finds the batches whose lots a manifest names, among everything that is registered.
 * @throws MusterError `component-unregistered`, or `component-ambiguous` where two makers registered a lot of that
 * number under that GTIN, or one did so twice: which of them is meant must not be guessed.
 */
export function componentParts(
  components: readonly ComponentRange[],
  registered: readonly Pick<Registration, "batchId" | "modelId" | "lot">[],
): Part[] {
  return components.map(({ gtin, lot, first, last }) => {
    const found = registered.filter((batch) => batch.lot === lot && gtinOf(batch.modelId) === gtin);
    const [batch] = found;
    if (!batch) throw new MusterError("component-unregistered", { gtin, lot });
    if (found.length > 1)
      throw new MusterError("component-ambiguous", { gtin, lot, batches: found.map(({ batchId }) => batchId).join(", ") });
    return { batchId: batch.batchId, first, last };
  });
}
