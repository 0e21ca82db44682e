import md5Crypt from "apache-md5";
import desCrypt from "unix-crypt-td-js";
import { encrypt as shaCrypt } from "unixcrypt";
import type { HashFinding, HashScheme } from "../lib/domain/firmware-finding.ts";

/** Which word gives the hash; null when none of the known ones does. `tried` is null where the scheme is not tried at all. */
export type Trial = { readonly password: string | null; readonly tried: number | null };

/** A hash may ask for a thousand million rounds. */
const MOST_ROUNDS = 20_000;

const SCHEMES: Partial<Record<HashScheme, (password: string, hash: string) => string>> = {
  md5: md5Crypt,
  apr1: md5Crypt,
  sha256: (password, hash) => shaCrypt(password, settingOf(hash)),
  sha512: (password, hash) => shaCrypt(password, settingOf(hash)),
  des: (password, hash) => desCrypt(password, hash.slice(0, 2)),
};

const settingOf = (hash: string): string => hash.slice(0, hash.lastIndexOf("$"));
const rounds = (hash: string): number => Number(/^\$[56]\$rounds=(\d+)\$/.exec(hash)?.[1] ?? 0);

/** Tries known passwords, the name itself and no password. Hashes that are slow by design are left alone. */
export function tryPasswords({ user, scheme, hash }: Pick<HashFinding, "user" | "scheme" | "hash">, passwords: Iterable<string>): Trial {
  const crypt = SCHEMES[scheme];
  if (!crypt || rounds(hash) > MOST_ROUNDS) return { password: null, tried: null };
  const words = new Set([...passwords, "", ...(user === null ? [] : [user])]);
  let tried = 0;
  for (const word of words) {
    tried++;
    if (crypt(word, hash) === hash) return { password: word, tried };
  }
  return { password: null, tried };
}
