import { ponder } from "ponder:registry";
import { device, partSwap, report, reportWord } from "ponder:schema";
import { hexToBytes } from "viem";
import { batchId, batchOf, deviceIdFromChain, formatDeviceId } from "../../lib/domain/ids.ts";
import { EVIDENCES, word } from "../../lib/domain/kinds.ts";
import { chainStep, unitsIn, wordsOf } from "../../lib/domain/report.ts";
import { record } from "../history.ts";

ponder.on("Reports:ReleasesReported", async ({ event, context }) => {
  const { reportId: id, author, release, first, last, units: bits } = event.args;
  const of = batchId(event.args.batchId);
  const bitmap = bits !== "0x";
  const words = wordsOf(bits).map((text) => hexToBytes(text));
  const units = bitmap ? unitsIn(hexToBytes(bits)) : last - first + 1;
  const at = Number(event.block.timestamp);
  const terms = {
    batchId: of,
    release,
    first,
    last,
    bitmap,
    units,
    reportedAt: chainStep(at),
    at,
    author,
    revokedAt: null,
    revokedReason: null,
  };
  await context.db.insert(report).values({ id, ...terms });
  const rows = words.flatMap((item, place) => (unitsIn(item) > 0 ? [{ reportId: id, place, bits: item }] : []));
  if (rows.length > 0) await context.db.insert(reportWord).values(rows);
  // The bitmap may be large, and is in the table.
  await record("ReleasesReported", { event, context }, { batchId: of }, { ...event.args, units });
});

ponder.on("Reports:ReportRevoked", async ({ event, context }) => {
  const { reportId: id, reason } = event.args;
  await context.db.update(report, { id }).set({ revokedAt: Number(event.block.timestamp), revokedReason: reason });
  await record("ReportRevoked", { event, context }, { batchId: batchId(event.args.batchId) }, event.args);
});

ponder.on("Reports:PartSwapped", async ({ event, context }) => {
  const { position } = event.args;
  const deviceId = deviceIdFromChain(event.args.deviceId);
  const evidence = word(EVIDENCES, event.args.evidence);
  const partId = event.args.batchId === 0n ? null : batchId(event.args.batchId);
  const swap = { partId, evidence, at: Number(event.block.timestamp) };
  await context.db
    .insert(partSwap)
    .values({ deviceId, position, ...swap })
    .onConflictDoUpdate(swap);
  await context.db.update(device, { id: deviceId }).set({ swapped: true });
  const args = { ...event.args, deviceId: formatDeviceId(deviceId), evidence };
  await record("PartSwapped", { event, context }, { batchId: batchOf(deviceId), deviceId }, args);
});
