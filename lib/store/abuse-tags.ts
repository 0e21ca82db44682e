import { createHash, createHmac } from "node:crypto";
import { type Hex, hexToBytes } from "viem";
import { FIX_CODE_BYTES, formatFixCode } from "../domain/abuse-code.ts";
import type { DeviceId, OrgId } from "../domain/ids.ts";

/** What stands in the tables in place of what it is made from. Without the key nobody can go back, or tell by trying. */
export type AbuseTags = {
  /** Code of the link for a report of an operator. */
  codeOf(org: OrgId, reportId: string): string;
  /** For a device that a report was tied to. */
  ofDevice(device: DeviceId): Buffer;
};

/** @param key The server's secret, 32 bytes. */
export function abuseTags(key: Hex): AbuseTags {
  const secret = hexToBytes(key);
  const tag = (purpose: string, value: string): Buffer =>
    createHmac("sha256", secret).update(`muster/abuse/1|${purpose}|${value}`).digest();
  return {
    codeOf: (org, reportId) => formatFixCode(tag("link", `${org}|${reportId}`).subarray(0, FIX_CODE_BYTES)),
    ofDevice: (device) => tag("device", `${device}`),
  };
}

/** Under which a report is kept, from the code of its link. */
export const rowOfCode = (code: string): Buffer => createHash("sha256").update(`muster/abuse/1|${code}`).digest();
