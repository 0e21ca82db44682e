import { createECDH, createHmac, createPrivateKey } from "node:crypto";
import { type Address, concat, type Hex, hexToBytes } from "viem";
import type { ProductId } from "./products.ts";

type Key = { /** ERC-7913: verifier ‖ x ‖ y. */ signer: Hex; pem(): string };

/** The key in a unit's secure element. One story's seed gives the same keys each time, so that none has to be stored. */
export function deviceKeyOf(seed: Hex, verifier: Address, product: ProductId, index: number): Key {
  const secret = createHmac("sha256", hexToBytes(seed)).update(`muster/story-device/1|${product}|${index}`).digest();
  const curve = createECDH("prime256v1");
  curve.setPrivateKey(secret.fill(1, 0, 1)); // below the curve's order
  const point = curve.getPublicKey();
  const [x, y, d] = [point.subarray(1, 33), point.subarray(33), secret].map((bytes) => bytes.toString("base64url")) as [
    string,
    string,
    string,
  ];
  return {
    signer: concat([verifier.toLowerCase() as Hex, `0x${point.subarray(1).toString("hex")}`]),
    pem: () =>
      createPrivateKey({ format: "jwk", key: { kty: "EC", crv: "P-256", x, y, d } }).export({ type: "pkcs8", format: "pem" }) as string,
  };
}
