import { headers } from "next/headers";
import { MusterError } from "../../lib/domain/errors.ts";
import { gs1TextProblem } from "../../lib/domain/gs1-text.ts";
import { parseGtin } from "../../lib/domain/gtin.ts";
import { deviceId, formatDeviceId, parseDeviceId } from "../../lib/domain/ids.ts";
import { createRateLimit, visitorOf } from "../api/_lib/rate-limit.ts";
import { store, tags } from "./server.ts";

/** What is printed on a unit. */
export type PrintedNumbers = { gtin: string; lot: string; serial: string };

const limit = createRateLimit({ burst: 30, perMinute: 30 });

/**
 * Number of the unit with these numbers on it, null when the register knows none. Never names an owner.
 * @throws MusterError `too-many-requests`, or `invalid-gtin`.
 */
export async function findUnit({ gtin, lot, serial }: PrintedNumbers): Promise<string | null> {
  limit.take(visitorOf({ headers: await headers() }));
  const row = await store().resolver.find(await (await tags()).ofSerial(parseGtin(gtin), lot, serial));
  return row ? formatDeviceId(deviceId(row.batchId, row.index)) : null;
}

export type Problems<Fields extends string> = Partial<Record<Fields, string>>;

/** What is wrong with printed numbers as they were typed, by field; empty when nothing is. */
export function printedProblems({ gtin, lot, serial }: PrintedNumbers): Problems<keyof PrintedNumbers> {
  const problems: Problems<keyof PrintedNumbers> = {};
  const gtinProblem = sentence(() => parseGtin(gtin));
  if (gtinProblem) problems.gtin = gtin === "" ? "The GTIN is the number under the barcode." : gtinProblem;
  const lotProblem = gs1TextProblem(lot);
  if (lotProblem) problems.lot = `Please check the lot number: ${lotProblem}.`;
  const serialProblem = gs1TextProblem(serial);
  if (serialProblem) problems.serial = `Please check the serial number: ${serialProblem}.`;
  return problems;
}

/** What is wrong with a device number as it was typed, null when nothing is. */
export const deviceNumberProblem = (text: string): string | null =>
  text === "" ? "Enter the device number, for example 7-123." : sentence(() => parseDeviceId(text));

function sentence(parse: () => unknown): string | null {
  try {
    parse();
    return null;
  } catch (error) {
    if (!(error instanceof MusterError)) throw error;
    return `${error.message} ${error.remedy}`;
  }
}

/** Address of a unit's page by its printed numbers: the path of the link on its label. */
export const printedPath = ({ gtin, lot, serial }: PrintedNumbers): string =>
  `/01/${parseGtin(gtin)}/10/${encodeURIComponent(lot)}/21/${encodeURIComponent(serial)}`;
