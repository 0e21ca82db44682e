import type { CredentialClass, KeyClass } from "./kinds.ts";

/** `possible`: the words are also said where no password is meant, so a person has to look. */
type Certainty = "likely" | "possible";

export type HashScheme = "md5" | "apr1" | "sha256" | "sha512" | "bcrypt" | "yescrypt" | "des";

/** A private key that could be read, or one whose key material is encrypted. */
export type KeyRead = {
  /** How it is written, such as "PKCS#8 PEM". */
  readonly form: string;
  /** Such as "rsa 2048" or "ed25519"; null where encryption hides it. */
  readonly algorithm: string | null;
  readonly encrypted: boolean;
  /** SHA-256 of the public key as SubjectPublicKeyInfo in hexadecimal: the same key has the same in every form. Null where hidden. */
  readonly fingerprint: string | null;
};

type DefaultPairFinding = {
  readonly kind: "default-pair";
  readonly shape: "user:password" | "neighbouring strings" | "settings";
  readonly user: string;
  readonly password: string;
  readonly certainty: Certainty;
};
export type HashFinding = {
  readonly kind: "password-hash";
  readonly user: string | null;
  readonly scheme: HashScheme;
  readonly hash: string;
  /** The account is locked with a leading "!"; the hash is in the image all the same. */
  readonly locked: boolean;
};
type OpenAccountFinding = { readonly kind: "open-account"; readonly user: string };
type KeyFinding = KeyRead & { readonly kind: "private-key"; readonly length: number };

export type Found = DefaultPairFinding | HashFinding | OpenAccountFinding | KeyFinding;

/** Offsets in bytes: the first in the image, each further one inside what was unpacked at the one before. */
export type At = readonly number[];

export type Finding = Found & { readonly at: At };

/** What could not be looked into, so that finding nothing is not taken for safe. */
export type Unread = { readonly at: At /** Bytes; null where it is not known. */; readonly length: number | null; readonly what: string };

export type SharedSecret = { readonly what: "private-key" | "password-hash"; readonly id: string; readonly images: readonly string[] };

/** Keys and hashes that are in more than one image: every unit of every release has them in common. */
export function sharedSecrets(images: readonly { file: string; findings: readonly Finding[] }[]): SharedSecret[] {
  const seen = new Map<string, { what: SharedSecret["what"]; id: string; images: Set<string> }>();
  for (const { file, findings } of images)
    for (const finding of findings) {
      const id = finding.kind === "private-key" ? finding.fingerprint : finding.kind === "password-hash" ? finding.hash : null;
      if (id === null || (finding.kind !== "private-key" && finding.kind !== "password-hash")) continue;
      const key = `${finding.kind} ${id}`;
      const known = seen.get(key) ?? { what: finding.kind, id, images: new Set<string>() };
      seen.set(key, { ...known, images: known.images.add(file) });
    }
  return [...seen.values()].filter(({ images }) => images.size > 1).map((secret) => ({ ...secret, images: [...secret.images] }));
}

export type DeclaredClasses = { readonly credentials: CredentialClass; readonly keys: KeyClass };

/** `contradicts`: what is declared cannot be so. `look`: it can, but only if something holds that no image shows. */
export type Judgement = { readonly verdict: "contradicts" | "look"; readonly provision: string; readonly says: string };

/**
 * Holds what was found against what the maker declared of the model.
 * Rules: ETSI EN 303 645, 5.1-1, 5.4-3 and 5.4-4. A verdict needs a finding that is more than possible.
 */
export function judgeDeclaration(findings: readonly Found[], { credentials, keys }: DeclaredClasses): Judgement[] {
  const judgements: Judgement[] = [];
  const hasKey = findings.some(({ kind }) => kind === "private-key");
  if (hasKey && keys !== "shared")
    judgements.push({
      verdict: "contradicts",
      provision: "5.4-3, 5.4-4",
      says: `Declared ${keys === "absent" ? "without keys" : "unique per device"}, but this image holds a private key, which every unit with it shares.`,
    });
  const hasPassword = findings.some(
    (finding) =>
      finding.kind === "open-account" ||
      (finding.kind === "password-hash" && !finding.locked) ||
      (finding.kind === "default-pair" && finding.certainty === "likely"),
  );
  if (!hasPassword || credentials === "shared") return judgements;
  if (credentials === "set-by-user")
    judgements.push({
      verdict: "look",
      provision: "5.1-1",
      says: "Declared as set by the user, but this image holds a password or its hash. It is met only if that one opens nothing once the device is set up.",
    });
  else
    judgements.push({
      verdict: "contradicts",
      provision: "5.1-1",
      says: `Declared ${credentials === "absent" ? "without passwords" : "unique per device"}, but this image holds a password or its hash, which every unit with it shares.`,
    });
  return judgements;
}
