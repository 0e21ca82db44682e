import { MusterError } from "./errors.ts";

/**
 * Identifiers of the register. Each is its own type, so that one cannot be passed for another, and has one text form
 * that is used in URLs, files and on screen. Twin: `contracts/types/Ids.sol`, tied by `test/vectors/ids.json`.
 *
 * | type         | value                      | text             |
 * |--------------|----------------------------|------------------|
 * | OrgId        | number from 1              | `3`              |
 * | ModelId      | `orgId << 64 \| gtin`      | `3-09506000134352` |
 * | BatchId      | number from 1              | `7`              |
 * | DeviceId     | `batchId << 32 \| index`   | `7-123`          |
 * | RecallId     | number from 1              | `2`              |
 * | DisclosureId | number from 1              | `4`              |
 * | Asn          | number from 1              | `AS64500`, in URLs `64500` |
 */
declare const brand: unique symbol;
type Branded<Base, Name extends string> = Base & { readonly [brand]: Name };

export type OrgId = Branded<number, "OrgId">;
export type ModelId = Branded<bigint, "ModelId">;
export type BatchId = Branded<number, "BatchId">;
export type DeviceId = Branded<bigint, "DeviceId">;
export type RecallId = Branded<number, "RecallId">;
export type DisclosureId = Branded<number, "DisclosureId">;
/** Number of an autonomous system, 32 bits (RFC 6793); 0 is none (RFC 7607). */
export type Asn = Branded<number, "Asn">;

const UINT32_MAX = 2 ** 32 - 1;
const GTIN_END = 10n ** 14n;

/** Numbered ids: whole, from 1, and small enough to be exact in JavaScript. */
function counter<Id>(kind: string, value: number | bigint | string, max: number): Id {
  const isText = typeof value === "string";
  const number = isText && !/^[1-9][0-9]{0,15}$/.test(value) ? Number.NaN : Number(value);
  if (!Number.isSafeInteger(number) || number < 1 || number > max) throw new MusterError("invalid-id", { kind, value: String(value) });
  return number as Id;
}

export const orgId = (value: number | bigint | string): OrgId => counter("organisation", value, UINT32_MAX);
export const batchId = (value: number | bigint | string): BatchId => counter("batch", value, Number.MAX_SAFE_INTEGER);
export const recallId = (value: number | bigint | string): RecallId => counter("recall", value, UINT32_MAX);
export const disclosureId = (value: number | bigint | string): DisclosureId => counter("disclosure", value, UINT32_MAX);
export const asNumber = (value: number | bigint | string): Asn => counter("network", value, UINT32_MAX);
export const formatAsn = (asn: Asn): string => `AS${asn}`;

/** Reads `64500` and, as people write it, `AS64500` (asplain of RFC 5396). */
export const parseAsn = (text: string): Asn => asNumber(text.replace(/^AS/i, ""));

/** @param gtin GTIN-14 as digits. */
export function modelId(org: OrgId, gtin: string): ModelId {
  if (!/^[0-9]{14}$/.test(gtin)) throw new MusterError("invalid-id", { kind: "model", value: `${org}-${gtin}` });
  return ((BigInt(org) << 64n) | BigInt(gtin)) as ModelId;
}

export function modelIdFromChain(value: bigint): ModelId {
  if (value >> 96n !== 0n || (value & (2n ** 64n - 1n)) >= GTIN_END)
    throw new MusterError("invalid-id", { kind: "model", value: String(value) });
  return value as ModelId;
}

export const orgOf = (id: ModelId): OrgId => orgId(id >> 64n);
export const gtinOf = (id: ModelId): string => (id & (2n ** 64n - 1n)).toString().padStart(14, "0");
export const formatModelId = (id: ModelId): string => `${orgOf(id)}-${gtinOf(id)}`;

export function parseModelId(text: string): ModelId {
  const match = /^([1-9][0-9]{0,9})-([0-9]{14})$/.exec(text);
  if (!match) throw new MusterError("invalid-id", { kind: "model", value: text });
  return modelId(orgId(match[1] as string), match[2] as string);
}

/** @param index Position of the unit in its batch, from 0. */
export function deviceId(batch: BatchId, index: number): DeviceId {
  if (!Number.isInteger(index) || index < 0 || index > UINT32_MAX)
    throw new MusterError("invalid-id", { kind: "device", value: `${batch}-${index}` });
  return ((BigInt(batch) << 32n) | BigInt(index)) as DeviceId;
}

export function deviceIdFromChain(value: bigint): DeviceId {
  return deviceId(batchId(value >> 32n), Number(value & 0xffffffffn));
}

export const batchOf = (id: DeviceId): BatchId => batchId(id >> 32n);
export const indexOf = (id: DeviceId): number => Number(id & 0xffffffffn);
export const formatDeviceId = (id: DeviceId): string => `${batchOf(id)}-${indexOf(id)}`;

export function parseDeviceId(text: string): DeviceId {
  const match = /^([1-9][0-9]{0,15})-(0|[1-9][0-9]{0,9})$/.exec(text);
  if (!match) throw new MusterError("invalid-id", { kind: "device", value: text });
  return deviceId(batchId(match[1] as string), Number(match[2]));
}
