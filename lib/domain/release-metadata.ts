import type { Hex } from "viem";
import { MusterError } from "./errors.ts";

/**
 * What signed update metadata says of one image. A version string is for people only and orders nothing: the order is
 * the sequence number, the metadata's own where it has one.
 */
export type ReleaseSource = {
  form: "TUF" | "Uptane" | "SUIT";
  /** Path of the image in its repository, null where the form has none. */
  name: string | null;
  /** SHA-256 of the image. */
  digest: Hex;
  /** bytes */
  size: number;
  /** As the metadata orders its releases, null where it leaves that to others. */
  sequence: bigint | null;
  /** For people, where the metadata has one. */
  version: string | null;
  /** Until when the metadata is meant to be relied on, ISO 8601. */
  expires: string | null;
  signature: "verified" | "unchecked";
};

/** An image as it was read. */
export type MeasuredImage = { digest: Hex; size: number };

export type ReleaseFacts = MeasuredImage & { sequence: number; version: string };

const SEQUENCE_MAX = 2 ** 32 - 1;
const VERSION_MAX_BYTES = 64;

/**
 * What is to be published, from metadata, from the image itself, or from both, which then have to agree.
 * @param given What the person says besides.
 * @throws MusterError `release-incomplete` or `release-mismatch`.
 */
export function composeRelease(
  source: ReleaseSource | null,
  image: MeasuredImage | null,
  given: { sequence?: number; label?: string },
): ReleaseFacts {
  const from = source ?? image;
  if (!from) throw incomplete("neither an image nor metadata about one was named");
  if (source && image && (source.digest !== image.digest || source.size !== image.size))
    throw mismatch(
      `the ${source.form} metadata describes ${source.size} bytes with digest ${source.digest}, the image has ${image.size} with ${image.digest}`,
    );
  if (from.size === 0) throw incomplete("the image is empty");
  const version = given.label ?? source?.version ?? null;
  if (version === null) throw incomplete("it has no version that people know it by (--label)");
  const bytes = new TextEncoder().encode(version).length;
  if (bytes === 0 || bytes > VERSION_MAX_BYTES) throw incomplete(`its version has ${bytes} bytes; it may have 1 to ${VERSION_MAX_BYTES}`);
  return { digest: from.digest, size: from.size, version, sequence: sequenceOf(source, given.sequence) };
}

/** The metadata's own sequence number where the register can keep it, else the one that was given. */
function sequenceOf(source: ReleaseSource | null, given: number | undefined): number {
  const own = source?.sequence ?? null;
  const isUsable = own !== null && own >= 1n && own <= BigInt(SEQUENCE_MAX);
  if (isUsable && given !== undefined && BigInt(given) !== own)
    throw mismatch(`the ${source?.form} metadata has the sequence number ${own}, and ${given} was given`);
  const sequence = isUsable ? Number(own) : given;
  if (sequence === undefined) {
    const reason = own === null ? "" : `; that of the metadata is ${own}, and the register keeps 1 to ${SEQUENCE_MAX}`;
    throw incomplete(`it has no sequence number (--sequence)${reason}`);
  }
  if (sequence < 1 || sequence > SEQUENCE_MAX) throw incomplete(`its sequence number is ${sequence}; it has to be 1 to ${SEQUENCE_MAX}`);
  return sequence;
}

/** Whether metadata is past the time until which it is meant to be relied on. @param now Unix time */
export const isExpired = ({ expires }: Pick<ReleaseSource, "expires">, now: number): boolean =>
  expires !== null && Date.parse(expires) <= now * 1000;

const incomplete = (problem: string): MusterError => new MusterError("release-incomplete", { problem });
const mismatch = (problem: string): MusterError => new MusterError("release-mismatch", { problem });
