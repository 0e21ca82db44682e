import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import type { Hex } from "viem";

export type Secrets = {
  /** Wraps the keys that encrypt each person's contact data. */
  masterKey: Hex;
  /** Keys the look-up rows of serials and claim keys. */
  resolverKey: Hex;
  /** Claim codes of the story's batches come from it. */
  claimSeed: Hex;
};

const key = (): Hex => `0x${randomBytes(32).toString("hex")}`;

/** Secrets of this machine's demonstration: made once, readable by their owner only, never committed. */
export function readOrMakeSecrets(path: string): Secrets {
  if (!existsSync(path)) {
    mkdirSync(dirname(path), { recursive: true });
    const secrets: Secrets = { masterKey: key(), resolverKey: key(), claimSeed: key() };
    writeFileSync(path, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 });
  }
  return JSON.parse(readFileSync(path, "utf8")) as Secrets;
}
