import { KEY_BYTES, SERIAL_MAX } from "../domain/serial-order.ts";
import type { RecordShape } from "./sorter.ts";

/**
 * A unit's row while it is put in order: sorting key, line in the file, length and characters of the serial, then, where
 * the file has such columns, the hash of the device signer and the component lots as bits. In the sorted file only
 * serial and hash are left.
 */
const LINE_AT = KEY_BYTES;
const SERIAL_AT = LINE_AT + 4;
const HASH_BYTES = 32;

/** Length and characters of a serial. */
const SERIAL_FIELD = 1 + SERIAL_MAX;

export type RowLayout = RecordShape & { signerAt: number; lotsAt: number; sortedBytes: number };

export function rowLayout({ hasSigners, hasComponents }: { hasSigners: boolean; hasComponents: boolean }): RowLayout {
  const signerAt = SERIAL_AT + SERIAL_FIELD;
  const lotsAt = signerAt + (hasSigners ? HASH_BYTES : 0);
  // Units of the same key are told apart by their line: of two rows with one serial, the earlier one comes first.
  return { recordBytes: lotsAt + (hasComponents ? 4 : 0), keyBytes: SERIAL_AT, signerAt, lotsAt, sortedBytes: lotsAt - SERIAL_AT };
}

/** What distinguishes two device keys; the line comes behind it. */
export const KEY_ID_BYTES = 16;
export const KEY_SHAPE: RecordShape = { recordBytes: KEY_ID_BYTES + 4, keyBytes: KEY_ID_BYTES + 4 };

export function writeNumber(value: number, into: Uint8Array, at: number): void {
  for (let i = 0; i < 4; i++) into[at + i] = value >>> (24 - 8 * i);
}

export const readNumber = (from: Uint8Array, at: number): number =>
  (((from[at] ?? 0) << 24) | ((from[at + 1] ?? 0) << 16) | ((from[at + 2] ?? 0) << 8) | (from[at + 3] ?? 0)) >>> 0;

export function writeLineAndSerial(line: number, serial: string, into: Uint8Array, at: number): void {
  writeNumber(line, into, at + LINE_AT);
  into[at + SERIAL_AT] = serial.length;
  for (let i = 0; i < SERIAL_MAX; i++) into[at + SERIAL_AT + 1 + i] = i < serial.length ? serial.charCodeAt(i) : 0;
}

export const lineOf = (records: Uint8Array, at: number): number => readNumber(records, at + LINE_AT);

/** The part of a record that the sorted file keeps. */
export const keptOf = (records: Uint8Array, at: number, { sortedBytes }: RowLayout): Uint8Array =>
  records.subarray(at + SERIAL_AT, at + SERIAL_AT + sortedBytes);

export const serialOf = (records: Uint8Array, at: number): string => String.fromCharCode(...keptSerial(records, at + SERIAL_AT));

/** Serial of a row of the sorted file, in ASCII. */
export const keptSerial = (rows: Uint8Array, at: number): Uint8Array => rows.subarray(at + 1, at + 1 + (rows[at] as number));

/** Hash of the signer of a row of the sorted file. @returns null where the file has no signers. */
export const keptSignerHash = (rows: Uint8Array, at: number, rowBytes: number): Uint8Array | null =>
  rowBytes > SERIAL_FIELD ? rows.subarray(at + SERIAL_FIELD, at + SERIAL_FIELD + HASH_BYTES) : null;
