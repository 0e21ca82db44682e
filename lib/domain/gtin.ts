import { MusterError } from "./errors.ts";

/**
 * The check digit of a GTIN-14 (GS1 General Specifications, 7.9): digits weighted 3,1 from the right, summed without
 * the check digit, topped up to a multiple of ten. Twin: `contracts/libraries/Gtin.sol`.
 * @param digits The first 13 digits.
 */
export function gtinCheckDigit(digits: string): number {
  let sum = 0;
  for (let i = 0; i < digits.length; i++) sum += Number(digits[digits.length - 1 - i]) * (i % 2 === 0 ? 3 : 1);
  return (10 - (sum % 10)) % 10;
}

/** Whether digits end in the check digit that GS1 asks of all its numeric keys, whatever their length. */
export const hasGs1CheckDigit = (digits: string): boolean => gtinCheckDigit(digits.slice(0, -1)) === Number(digits.at(-1));

export const isGtin14 = (text: string): boolean => /^[0-9]{14}$/.test(text) && !/^0+$/.test(text) && hasGs1CheckDigit(text);

/**
 * A GTIN of 8, 12, 13 or 14 digits as the GTIN-14 that the register uses: padded with zeros in front.
 * @throws MusterError `invalid-gtin`, with the digit that would be right where only the check digit is wrong.
 */
export function parseGtin(text: string): string {
  const digits = text.trim();
  if (!/^([0-9]{8}|[0-9]{12,14})$/.test(digits))
    throw new MusterError("invalid-gtin", { gtin: text, reason: "it must have 8, 12, 13 or 14 digits" });
  const gtin = digits.padStart(14, "0");
  if (isGtin14(gtin)) return gtin;
  throw new MusterError("invalid-gtin", { gtin: text, reason: `its last digit would have to be ${gtinCheckDigit(gtin.slice(0, 13))}` });
}
