import { db } from "ponder:api";
import { batch, device, recovery } from "ponder:schema";
import { and, eq, gt } from "ponder";
import { MusterError } from "../../../lib/domain/errors.ts";
import { batchOf, formatDeviceId } from "../../../lib/domain/ids.ts";
import { loadDevices } from "./device-views.ts";
import type { Handlers } from "./serve.ts";
import { toPage } from "./to-page.ts";

export const devices = {
  async "GET /devices/:deviceId"({ path: { deviceId: id } }) {
    const [view] = await loadDevices([id]);
    if (view) return view;
    const [of] = await db
      .select({ size: batch.size })
      .from(batch)
      .where(eq(batch.id, batchOf(id)));
    if (!of) throw new MusterError("BatchesUnknown", { batchId: batchOf(id) });
    throw new MusterError("unit-unknown", { deviceId: formatDeviceId(id), size: of.size });
  },
  async "GET /owners/:address/devices"({ path: { address }, query: { cursor: after, limit } }) {
    const rows = await db
      .select({ id: device.id })
      .from(device)
      .where(and(eq(device.owner, address), after === undefined ? undefined : gt(device.id, after)))
      .orderBy(device.id)
      .limit(limit + 1);
    const ids = rows.map(({ id }) => id);
    return toPage(ids, limit, formatDeviceId, loadDevices);
  },
  async "GET /recoveries"({ query: { org, cursor: after, limit } }) {
    const rows = await db
      .select({ id: recovery.deviceId })
      .from(recovery)
      .innerJoin(device, eq(device.id, recovery.deviceId))
      .innerJoin(batch, eq(batch.id, device.batchId))
      .where(and(org === undefined ? undefined : eq(batch.orgId, org), after === undefined ? undefined : gt(recovery.deviceId, after)))
      .orderBy(recovery.deviceId)
      .limit(limit + 1);
    const ids = rows.map(({ id }) => id);
    return toPage(ids, limit, formatDeviceId, loadDevices);
  },
} satisfies Partial<Handlers>;
