import { headers } from "next/headers";
import { parseGtin } from "../../lib/domain/gtin.ts";
import { deviceId, formatDeviceId } from "../../lib/domain/ids.ts";
import { createRateLimit, visitorOf } from "../api/_lib/rate-limit.ts";
import type { PrintedNumbers } from "./printed-numbers.ts";
import { store, tags } from "./server.ts";

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
