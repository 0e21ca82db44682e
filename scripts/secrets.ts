import { createECDH, randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import type { Hex } from "viem";

export type Secrets = {
  /** Wraps the keys that encrypt each person's contact data. */
  masterKey: Hex;
  /** Keys the look-up rows of serials and claim keys. */
  resolverKey: Hex;
  /** Of links for customers of providers. */
  abuseKey: Hex;
  /** By which push services know this register. */
  vapidPrivateKey: string;
  /** Claim codes of the story's batches come from it. */
  claimSeed: Hex;
  /** Of the accounts from which the relay pays. */
  relayKeys: Hex[];
};

const key = (): Hex => `0x${randomBytes(32).toString("hex")}`;

/** Secrets of this machine's demonstration: each made once, readable by their owner only, never committed. */
export function readOrMakeSecrets(path: string): Secrets {
  const vapid = createECDH("prime256v1");
  vapid.generateKeys();
  const fresh: Secrets = {
    masterKey: key(),
    resolverKey: key(),
    abuseKey: key(),
    vapidPrivateKey: Buffer.from(vapid.getPrivateKey("hex").padStart(64, "0"), "hex").toString("base64url"),
    claimSeed: key(),
    relayKeys: [key(), key()],
  };
  const known: Partial<Secrets> = existsSync(path) ? JSON.parse(readFileSync(path, "utf8")) : {};
  const secrets = { ...fresh, ...known };
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 });
  return secrets;
}
