/**
 * Lot and serial numbers as GS1 allows them: 1 to 20 characters of set 82 (General Specifications, figure 7.11-1).
 * They are text: case and leading zeros count, and 0001 is another unit than 1.
 */
const GS1_TEXT_MAX = 20;

const SET_82 = /^[!"%&'()*+,\-./0-9:;<=>?A-Z_a-z]$/;
const ALL_OF_SET_82 = /^[!"%&'()*+,\-./0-9:;<=>?A-Z_a-z]{3,20}$/;

/** Why a text cannot be a lot or serial number, null when it can. A sentence's end, such as "it is empty". */
export function gs1TextProblem(text: string): string | null {
  // Nearly every text is fine; a batch asks a million times.
  if (ALL_OF_SET_82.test(text)) return null;
  if (text === "") return "it is empty";
  for (const character of text) {
    if (SET_82.test(character)) continue;
    return `${nameCharacter(character)} is not allowed in it`;
  }
  if (text.length > GS1_TEXT_MAX) return `it has ${text.length} characters, at most ${GS1_TEXT_MAX} are allowed`;
  // As a step of a web address these two mean "here" and "one up"; browsers drop them even when they are encoded.
  if (text === "." || text === "..") return `"${text}" cannot stand in a web address`;
  return null;
}

export const isGs1Text = (text: string): boolean => gs1TextProblem(text) === null;

/** A character as people can find it: visible ones quoted, others by name or number. */
export function nameCharacter(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code === 0) return "a NUL byte";
  if (character === " ") return "a space";
  if (code < 0x20 || (code >= 0x7f && code < 0xa0)) return `the control character U+${code.toString(16).toUpperCase().padStart(4, "0")}`;
  if (code === 0xfffd) return "a byte that is not UTF-8";
  return `"${character}"`;
}
