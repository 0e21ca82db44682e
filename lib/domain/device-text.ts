import { concat, type Hex, isHex, keccak256, size, slice } from "viem";
import { MusterError } from "./errors.ts";

/**
 * What a unit is asked and what it answers, as texts that fit a QR code, a form or a link, so that nothing has to reach the unit but a
 * few hundred characters. Form: a name, the fields as hexadecimal digits, and the first four bytes of their keccak256, by which a text
 * that was cut or mistyped is found.
 */
const CHECK_BYTES = 4;
/** More than any verifier's key or signature needs, little enough for a form. */
const MAX_BYTES = 2_048;

/** @param name With its colon at the end. */
export function printText(name: string, fields: Hex): string {
  return `${name}${concat([fields, slice(keccak256(fields), 0, CHECK_BYTES)]).slice(2)}`;
}

/** @throws MusterError `device-text-invalid` */
export function readText(name: string, text: string): Hex {
  const invalid = (problem: string): MusterError => new MusterError("device-text-invalid", { name: name.slice(0, -1), problem });
  const given = text.replace(/\s+/g, "");
  if (!given.startsWith(name)) throw invalid(`it does not begin with ${name}`);
  const bytes = `0x${given.slice(name.length).toLowerCase()}` as const;
  if (!isHex(bytes) || bytes.length % 2 === 1 || size(bytes) <= CHECK_BYTES || size(bytes) > MAX_BYTES)
    throw invalid("it was cut or mistyped");
  const fields = slice(bytes, 0, size(bytes) - CHECK_BYTES);
  if (slice(bytes, size(fields)) !== slice(keccak256(fields), 0, CHECK_BYTES)) throw invalid("it was cut or mistyped");
  return fields;
}

/** Cuts fields of fixed width off the front; undefined when there are too few bytes. */
export function cut(fields: Hex, layout: number[]): { parts: Hex[]; rest: Hex } | undefined {
  const width = layout.reduce((sum, bytes) => sum + bytes, 0);
  if (size(fields) < width) return undefined;
  const parts: Hex[] = [];
  let at = 0;
  for (const bytes of layout) {
    parts.push(slice(fields, at, at + bytes));
    at += bytes;
  }
  return { parts, rest: size(fields) === width ? "0x" : slice(fields, width) };
}
