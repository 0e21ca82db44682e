/** Pictures that a notice may show. */

/** A photograph of 1600 pixels has a third of it. */
export const PICTURE_MAX_BYTES = 1_048_576;

/** What a browser shows without running any of it: an SVG is a program, and is none of these. */
export const PICTURE_TYPES = ["image/jpeg", "image/png", "image/webp"] as const;
export type PictureType = (typeof PICTURE_TYPES)[number];

const starts = (bytes: Uint8Array, magic: readonly number[], at = 0): boolean => magic.every((byte, i) => bytes[at + i] === byte);

const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const JPEG = [0xff, 0xd8, 0xff];
const RIFF = [0x52, 0x49, 0x46, 0x46];
const WEBP = [0x57, 0x45, 0x42, 0x50];

/** What bytes are by how they begin, whatever their name says; null when they are no picture of these kinds. */
export function pictureType(bytes: Uint8Array): PictureType | null {
  if (starts(bytes, JPEG)) return "image/jpeg";
  if (starts(bytes, PNG)) return "image/png";
  return starts(bytes, RIFF) && starts(bytes, WEBP, 8) ? "image/webp" : null;
}
