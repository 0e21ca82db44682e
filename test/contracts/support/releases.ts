import type { ModelId } from "../../../lib/domain/ids.ts";
import { CREDENTIAL_CLASSES, KEY_CLASSES, position } from "../../../lib/domain/kinds.ts";
import type { Register } from "../fixture.ts";

/** Publishes a release of a camera with its maker's key. */
export async function addRelease({ catalog, models, brandKey, rivalKey }: Register, model: ModelId, sequence: number): Promise<void> {
  const key = model === models.rivalCamera ? rivalKey : brandKey;
  await catalog.connect(key).publishRelease(model, sequence, `1.${sequence}`, `0x${"f1".repeat(32)}`, 1024);
}

/** Declares the security of a camera with its maker's key; by default each of its units has its own credentials and keys. */
export async function declareSecurity(
  { catalog, models, brandKey, rivalKey }: Register,
  model: ModelId,
  { credentials = position(CREDENTIAL_CLASSES, "unique-per-device"), keys = position(KEY_CLASSES, "unique-per-device") } = {},
): Promise<void> {
  const key = model === models.rivalCamera ? rivalKey : brandKey;
  await catalog.connect(key).declareSecurity(model, credentials, keys, `0x${"5e".repeat(32)}`);
}

/** Certifies the first declaration of a model, to the end of the register's time. */
export async function certify({ catalog, orgs, laboratoryKey }: Register, model: ModelId): Promise<void> {
  await catalog.connect(laboratoryKey).certify(orgs.laboratory, model, 1, 2n ** 32n - 1n, `0x${"7e".repeat(32)}`);
}
