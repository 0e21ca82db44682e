import { db } from "ponder:api";
import { batch, device, recovery } from "ponder:schema";
import { Hono } from "hono";
import { and, eq, gt } from "ponder";
import { MusterError } from "../../../lib/domain/errors.ts";
import { batchOf, formatDeviceId, parseDeviceId } from "../../../lib/domain/ids.ts";
import { loadDevices } from "./device-views.ts";
import { filters, parseCursor, readAddress, readQuery, toPage } from "./input.ts";

export const devices = new Hono()
  .get("/devices/:deviceId", async (context) => {
    const id = parseDeviceId(context.req.param("deviceId"));
    const [view] = await loadDevices([id]);
    if (view) return context.json(view);
    const [of] = await db
      .select({ size: batch.size })
      .from(batch)
      .where(eq(batch.id, batchOf(id)));
    if (!of) throw new MusterError("BatchesUnknown", { batchId: batchOf(id) });
    throw new MusterError("unit-unknown", { deviceId: formatDeviceId(id), size: of.size });
  })
  .get("/owners/:address/devices", async (context) => {
    const { cursor, limit } = readQuery(context, {});
    const after = parseCursor(cursor, parseDeviceId);
    const rows = await db
      .select({ id: device.id })
      .from(device)
      .where(and(eq(device.owner, readAddress(context)), after === undefined ? undefined : gt(device.id, after)))
      .orderBy(device.id)
      .limit(limit + 1);
    const ids = rows.map(({ id }) => id);
    return context.json(await toPage(ids, limit, formatDeviceId, loadDevices));
  })
  .get("/recoveries", async (context) => {
    const { org, cursor, limit } = readQuery(context, { org: filters.org });
    const after = parseCursor(cursor, parseDeviceId);
    const rows = await db
      .select({ id: recovery.deviceId })
      .from(recovery)
      .innerJoin(device, eq(device.id, recovery.deviceId))
      .innerJoin(batch, eq(batch.id, device.batchId))
      .where(and(org === undefined ? undefined : eq(batch.orgId, org), after === undefined ? undefined : gt(recovery.deviceId, after)))
      .orderBy(recovery.deviceId)
      .limit(limit + 1);
    const ids = rows.map(({ id }) => id);
    return context.json(await toPage(ids, limit, formatDeviceId, loadDevices));
  });
