import { bytesToHex, type Hex } from "viem";
import type { MusterError } from "./errors.ts";

/** What the commands of a manifest say of its one component. */
export type SuitImage = { image?: Hex; size?: number; vendorId?: Hex; classId?: Hex; uri?: string };

const DIRECTIVE = { setComponentIndex: 12, tryEach: 15, override: 20, runSequence: 32 } as const;
const PARAMETER = { vendorId: 1, classId: 2, imageDigest: 3, imageSize: 14, encryption: 19, uri: 21 } as const;

/** Conditions and directives that do not change which image is meant. */
const NEUTRAL = new Set([1, 2, 3, 4, 5, 6, 14, 18, 21, 22, 23, 24, 26, 27, 28, 29, 31, 33, 35]);

/** Sequences within sequences; a manifest for a microcontroller needs two or three. */
const MAX_DEPTH = 8;

/**
 * Follows the command sequences of a manifest as far as it must be known which image they install. All branches are
 * followed: where they disagree about the image, the manifest is not about one image.
 */
export function commandWalker(
  cbor: (bytes: Uint8Array, what: string) => unknown,
  invalid: (problem: string) => MusterError,
): { walk(sequence: Uint8Array): void; found: SuitImage } {
  const found: SuitImage = {};
  const set = <Name extends keyof SuitImage>(name: Name, value: NonNullable<SuitImage[Name]>, words: string): void => {
    if (found[name] !== undefined && found[name] !== value) throw invalid(`it names several ${words}; a release is one image`);
    found[name] = value;
  };

  const readParameter = (key: unknown, value: unknown): void => {
    if (key === PARAMETER.encryption) throw invalid("its image is encrypted, which is not understood");
    if (key === PARAMETER.vendorId && value instanceof Uint8Array) set("vendorId", bytesToHex(value), "vendors");
    if (key === PARAMETER.classId && value instanceof Uint8Array) set("classId", bytesToHex(value), "classes of devices");
    if (key === PARAMETER.imageDigest) set("image", imageDigest(value), "image digests");
    if (key === PARAMETER.imageSize) set("size", imageSize(value), "image sizes");
    if (key === PARAMETER.uri && typeof value === "string") set("uri", value, "places of the image");
  };

  const imageDigest = (value: unknown): Hex => {
    const [algorithm, digest] = value instanceof Uint8Array ? (cbor(value, "an image digest") as unknown[]) : [];
    if (algorithm !== -16 || !(digest instanceof Uint8Array) || digest.length !== 32) throw invalid("its image digest is not a SHA-256");
    return bytesToHex(digest);
  };

  const imageSize = (value: unknown): number => {
    if (typeof value !== "number" || !Number.isSafeInteger(value) || value < 1) throw invalid("its image size is not a number of bytes");
    return value;
  };

  const walk = (sequence: unknown, depth = 0): void => {
    const commands = sequence instanceof Uint8Array ? cbor(sequence, "a command sequence") : null;
    if (!Array.isArray(commands) || commands.length % 2 !== 0 || depth > MAX_DEPTH) throw invalid("a command sequence is not readable");
    for (let i = 0; i < commands.length; i += 2) {
      const [command, argument] = [commands[i], commands[i + 1]];
      if (command === DIRECTIVE.override && argument instanceof Map) for (const [key, value] of argument) readParameter(key, value);
      else if (command === DIRECTIVE.runSequence) walk(argument, depth + 1);
      else if (command === DIRECTIVE.tryEach && Array.isArray(argument)) {
        // The last branch may be null: nothing is tried then.
        for (const branch of argument) if (branch !== null) walk(branch, depth + 1);
      } else if (command === DIRECTIVE.setComponentIndex && (argument === 0 || argument === true)) continue;
      else if (!NEUTRAL.has(command as number)) throw invalid(`command ${String(command)} is not understood`);
    }
  };
  return { walk: (sequence) => walk(sequence), found };
}
