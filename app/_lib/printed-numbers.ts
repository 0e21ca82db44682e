import { MusterError } from "../../lib/domain/errors.ts";
import { gs1TextProblem } from "../../lib/domain/gs1-text.ts";
import { parseGtin } from "../../lib/domain/gtin.ts";
import { parseDeviceId } from "../../lib/domain/ids.ts";

/** What is printed on a unit. */
export type PrintedNumbers = { gtin: string; lot: string; serial: string };

export type Problems<Fields extends string> = Partial<Record<Fields, string>>;

/** What is wrong with printed numbers as they were typed, by field; empty when nothing is. */
export function printedProblems({ gtin, lot, serial }: PrintedNumbers): Problems<keyof PrintedNumbers> {
  const problems: Problems<keyof PrintedNumbers> = {};
  const gtinProblem = gtin === "" ? "Enter the GTIN." : complaintOf(() => parseGtin(gtin));
  const lotProblem = textProblem("lot number", lot);
  const serialProblem = textProblem("serial number", serial);
  if (gtinProblem) problems.gtin = gtinProblem;
  if (lotProblem) problems.lot = lotProblem;
  if (serialProblem) problems.serial = serialProblem;
  return problems;
}

/** What is wrong with a device number as it was typed, null when nothing is. */
export const deviceNumberProblem = (text: string): string | null =>
  text === "" ? "Enter the device number, for example 7-123." : complaintOf(() => parseDeviceId(text));

/** Address of a unit's page by its printed numbers: the path of the link on its label. */
export const printedPath = ({ gtin, lot, serial }: PrintedNumbers): string =>
  `/01/${parseGtin(gtin)}/10/${encodeURIComponent(lot)}/21/${encodeURIComponent(serial)}`;

function textProblem(what: string, text: string): string | null {
  if (text === "") return `Enter the ${what}.`;
  const problem = gs1TextProblem(text);
  return problem && `This is not a ${what}: ${problem}.`;
}

function complaintOf(parse: () => unknown): string | null {
  try {
    parse();
    return null;
  } catch (error) {
    if (!(error instanceof MusterError)) throw error;
    return `${error.message} ${error.remedy}`;
  }
}
