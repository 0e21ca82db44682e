import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";

/**
 * AES-256-GCM in one box: version ‖ nonce ‖ tag ‖ ciphertext. The context (whose, and what) is authenticated, so that a
 * sealed value cannot be moved to another person or column.
 */
const VERSION = 1;
const NONCE = 12;
const TAG = 16;

export function seal(key: Uint8Array, plain: Uint8Array, context: string): Buffer {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv("aes-256-gcm", key, nonce).setAAD(Buffer.from(context, "utf8"));
  const text = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([Buffer.from([VERSION]), nonce, cipher.getAuthTag(), text]);
}

/** @throws Error when the key, the context or a bit of the box is not the one it was sealed with. */
export function unseal(key: Uint8Array, box: Uint8Array, context: string): Buffer {
  if (box[0] !== VERSION || box.length < 1 + NONCE + TAG) throw new Error("not a sealed value of version 1");
  const body = 1 + NONCE + TAG;
  const decipher = createDecipheriv("aes-256-gcm", key, box.subarray(1, 1 + NONCE)).setAAD(Buffer.from(context, "utf8"));
  decipher.setAuthTag(box.subarray(1 + NONCE, body));
  return Buffer.concat([decipher.update(box.subarray(body)), decipher.final()]);
}
