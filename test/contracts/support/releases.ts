import type { ModelId } from "../../../lib/domain/ids.ts";
import type { Register } from "../fixture.ts";

/** Publishes a release of a camera with its maker's key. */
export async function addRelease({ catalog, models, brandKey, rivalKey }: Register, model: ModelId, sequence: number): Promise<void> {
  const key = model === models.rivalCamera ? rivalKey : brandKey;
  await catalog.connect(key).publishRelease(model, sequence, `1.${sequence}`, `0x${"f1".repeat(32)}`, 1024);
}
