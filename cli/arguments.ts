import { readFile, stat } from "node:fs/promises";
import { InvalidArgumentError } from "commander";
import { type Address, getAddress, isAddress } from "viem";
import { organizationsOf } from "../lib/chain/registrations.ts";
import { MusterError } from "../lib/domain/errors.ts";
import type { OrgId } from "../lib/domain/ids.ts";
import type { Permission } from "../lib/domain/kinds.ts";
import { MAX_VALIDITY } from "../lib/domain/observation.ts";
import type { Signed } from "./context.ts";
import { UsageError } from "./errors.ts";

// ---- what options hold, for commander ----

export function wholeNumber(text: string): number {
  if (!/^(0|[1-9][0-9]{0,9})$/.test(text)) throw new InvalidArgumentError("It has to be a whole number.");
  return Number(text);
}

/** A day, ISO 8601. */
export function day(text: string): string {
  const time = Date.parse(`${text}T00:00:00Z`);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || Number.isNaN(time) || !new Date(time).toISOString().startsWith(text))
    throw new InvalidArgumentError("It has to be a day such as 2016-03-01.");
  return text;
}

export const unixTime = (isoDay: string): number => Date.parse(`${isoDay}T00:00:00Z`) / 1000;
export const today = (): string => new Date().toISOString().slice(0, 10);

export function account(text: string): Address {
  if (!isAddress(text)) throw new InvalidArgumentError("It has to be an address: 0x and 40 hexadecimal digits.");
  return getAddress(text);
}

/** Days for which an observation of a network may count. */
export function validityDays(text: string): number {
  const days = wholeNumber(text);
  if (days < 1 || days > MAX_VALIDITY / 86_400) throw new InvalidArgumentError("It has to be 1 to 180 days.");
  return days;
}

/** Gathers an option that may be given several times. */
export const several =
  <Value>(parse: (text: string) => Value) =>
  (text: string, before: Value[] | undefined): Value[] => [...(before ?? []), parse(text)];

export const list = (text: string): string[] => text.split(",").map((item) => item.trim());

// ---- what they refer to ----

/** A file of bounded size. @throws MusterError `file-unreadable`. */
export async function readBytes(path: string, maxBytes: number): Promise<Uint8Array> {
  const unreadable = (reason: string, cause?: unknown): MusterError => new MusterError("file-unreadable", { path, reason }, { cause });
  try {
    const { size } = await stat(path);
    if (size > maxBytes) throw unreadable(`it is larger than ${Math.floor(maxBytes / 1024)} KiB`);
    return await readFile(path);
  } catch (error) {
    if (error instanceof MusterError) throw error;
    throw unreadable((error as NodeJS.ErrnoException).code ?? String(error), error);
  }
}

/** @throws MusterError `file-unreadable`. */
export const readText = async (path: string, maxBytes: number): Promise<string> =>
  new TextDecoder().decode(await readBytes(path, maxBytes));

/** @throws MusterError `file-unreadable`. */
export async function readJson(path: string, maxBytes: number): Promise<unknown> {
  const text = await readText(path, maxBytes);
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new MusterError("file-unreadable", { path, reason: "it is not JSON" }, { cause });
  }
}

/** The organisation that was named, else the only one in which the signing key may do this. */
export async function organisation(
  { deployment, sender }: Signed,
  named: OrgId | undefined,
  permission: Permission,
  flag: string,
): Promise<OrgId> {
  if (named !== undefined) return named;
  const { address } = sender.wallet.account;
  const found = await organizationsOf(sender.public, deployment, address, permission);
  const [only, ...more] = found;
  if (only === undefined) throw new MusterError("no-organisation", { account: address, permission });
  if (more.length > 0) throw new UsageError(`${address} acts for organisations ${found.join(", ")}.`, `Say which with ${flag}.`);
  return only;
}
