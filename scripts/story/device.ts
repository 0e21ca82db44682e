import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { sha256, stringToBytes } from "viem";
import { claimKey, serialSalt, serialTag } from "../../lib/domain/unit.ts";
import { claimCodeOf, type Factory } from "./batches.ts";
import { deviceKeyOf } from "./device-keys.ts";
import { PRODUCTS, type ProductId } from "./products.ts";

/** What is on one unit: its identity, its key and an installed release, for the reference agent (docs/device-proof.md). */
export async function equipDevice(
  factory: Factory,
  product: ProductId,
  index: number,
  release: { sequence: number; image: string },
): Promise<void> {
  const { world, claimSeed, deviceDir } = factory;
  const { chainId, contracts } = world.deployment;
  const { gtin, lot, serial } = PRODUCTS[product];
  const code = claimCodeOf(factory, product, index);
  const { signer, pem } = deviceKeyOf(claimSeed, contracts.P256Verifier, product, index);
  const unit = {
    format: "muster-unit/1",
    chainId,
    devices: contracts.Devices,
    claimKey: claimKey(code).toLowerCase(),
    serialTag: serialTag(serialSalt(code), gtin, lot, serial(index)),
    signer,
  };
  await mkdir(deviceDir, { recursive: true, mode: 0o700 });
  const files = {
    "unit.json": JSON.stringify(unit, null, 2),
    "installed.json": JSON.stringify({ sequence: release.sequence, digest: sha256(stringToBytes(release.image)) }, null, 2),
    "image.bin": release.image,
    "key.pem": pem(),
  };
  for (const [name, content] of Object.entries(files)) await writeFile(join(deviceDir, name), content, { mode: 0o600 });
}
