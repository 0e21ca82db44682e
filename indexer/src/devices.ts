import { ponder } from "ponder:registry";
import { device, handover, recovery } from "ponder:schema";
import { zeroAddress } from "viem";
import { batchOf, type DeviceId, deviceIdFromChain, formatDeviceId, indexOf } from "../../lib/domain/ids.ts";
import { BASES, EVIDENCES, RECOVERY_STATES, TITLE_CAUSES, word } from "../../lib/domain/kinds.ts";
import { chainStep } from "../../lib/domain/report.ts";
import { record } from "../history.ts";

const about = (id: DeviceId) => ({ batchId: batchOf(id), deviceId: id });
/** Times that contracts keep in wider numbers than any clock shows. */
const time = (value: number | bigint): number => Math.min(Number(value), Number.MAX_SAFE_INTEGER);

ponder.on("Devices:Transfer", async ({ event, context }) => {
  const { from, to: owner, tokenId } = event.args;
  if (from !== zeroAddress) return; // `TitleMoved` says it, and more
  const id = deviceIdFromChain(tokenId);
  const epoch = 1;
  const origin = { since: Number(event.block.timestamp), titleBlock: Number(event.block.number) };
  const flags = { provisional: true, stolen: false, retired: false, contested: false, swapped: false };
  await context.db
    .insert(device)
    .values({ id, batchId: batchOf(id), index: indexOf(id), owner, epoch, release: 0, evidence: "none", stated: 0, ...flags, ...origin });
  await record("DeviceClaimed", { event, context }, about(id), { deviceId: formatDeviceId(id), owner, epoch });
});

ponder.on("Devices:TitleMoved", async ({ event, context }) => {
  const { to: owner, epoch } = event.args;
  const id = deviceIdFromChain(event.args.deviceId);
  const cause = word(TITLE_CAUSES, event.args.cause);
  const origin = { since: Number(event.block.timestamp), titleBlock: Number(event.block.number) };
  const flags = { provisional: false, stolen: false, retired: false, contested: false };
  await context.db.update(device, { id }).set({ owner, epoch, ...flags, ...origin });
  await context.db.delete(handover, { deviceId: id });
  await context.db.delete(recovery, { deviceId: id });
  await record("TitleMoved", { event, context }, about(id), { ...event.args, deviceId: formatDeviceId(id), cause });
});

ponder.on("Devices:ReleaseStated", async ({ event, context }) => {
  const { release } = event.args;
  const id = deviceIdFromChain(event.args.deviceId);
  const evidence = word(EVIDENCES, event.args.evidence);
  await context.db.update(device, { id }).set({ release, evidence, stated: chainStep(Number(event.block.timestamp)) });
  await record("ReleaseStated", { event, context }, about(id), { ...event.args, deviceId: formatDeviceId(id), evidence });
});

ponder.on("Devices:StolenSet", async ({ event, context }) => {
  const { stolen } = event.args;
  const id = deviceIdFromChain(event.args.deviceId);
  await context.db.update(device, { id }).set({ stolen });
  await record("StolenSet", { event, context }, about(id), { ...event.args, deviceId: formatDeviceId(id) });
});

ponder.on("Devices:DeviceRetired", async ({ event, context }) => {
  const id = deviceIdFromChain(event.args.deviceId);
  await context.db.update(device, { id }).set({ retired: true });
  await record("DeviceRetired", { event, context }, about(id), { ...event.args, deviceId: formatDeviceId(id) });
});

ponder.on("Devices:HandoverOffered", async ({ event, context }) => {
  const { key } = event.args;
  const id = deviceIdFromChain(event.args.deviceId);
  const terms = { key, until: time(event.args.until) };
  await context.db
    .insert(handover)
    .values({ deviceId: id, ...terms })
    .onConflictDoUpdate(terms);
  await record("HandoverOffered", { event, context }, about(id), { ...event.args, deviceId: formatDeviceId(id) });
});

ponder.on("Devices:HandoverTakenBack", async ({ event, context }) => {
  const id = deviceIdFromChain(event.args.deviceId);
  await context.db.delete(handover, { deviceId: id });
  await record("HandoverTakenBack", { event, context }, about(id), { ...event.args, deviceId: formatDeviceId(id) });
});

ponder.on("Devices:RecoveryStarted", async ({ event, context }) => {
  const { claimant } = event.args;
  const id = deviceIdFromChain(event.args.deviceId);
  const basis = word(BASES, event.args.basis);
  const state = word(RECOVERY_STATES, event.args.state);
  const readyAt = state === "vetoed" ? null : time(event.args.readyAt);
  const attempt = { claimant, basis, state, readyAt, startedAt: Number(event.block.timestamp) };
  await context.db
    .insert(recovery)
    .values({ deviceId: id, ...attempt })
    .onConflictDoUpdate(attempt);
  await context.db.update(device, { id }).set({ contested: state !== "vetoed" });
  await record("RecoveryStarted", { event, context }, about(id), { ...event.args, deviceId: formatDeviceId(id), basis, state });
});

ponder.on("Devices:RecoveryVetoed", async ({ event, context }) => {
  const id = deviceIdFromChain(event.args.deviceId);
  await context.db.update(recovery, { deviceId: id }).set({ state: "vetoed", readyAt: null });
  await context.db.update(device, { id }).set({ contested: false });
  await record("RecoveryVetoed", { event, context }, about(id), { ...event.args, deviceId: formatDeviceId(id) });
});

ponder.on("Devices:TitleAwarded", async ({ event, context }) => {
  const id = deviceIdFromChain(event.args.deviceId);
  await context.db.update(recovery, { deviceId: id }).set({ state: "awarded", readyAt: time(event.args.readyAt) });
  await context.db.update(device, { id }).set({ contested: true });
  await record("TitleAwarded", { event, context }, about(id), { ...event.args, deviceId: formatDeviceId(id) });
});

ponder.on("Devices:AwardTakenBack", async ({ event, context }) => {
  const id = deviceIdFromChain(event.args.deviceId);
  await context.db.update(recovery, { deviceId: id }).set({ state: "vetoed", readyAt: null });
  await context.db.update(device, { id }).set({ contested: false });
  await record("AwardTakenBack", { event, context }, about(id), { ...event.args, deviceId: formatDeviceId(id) });
});

ponder.on("Devices:RecallsBound", async ({ event, context }) => {
  await record("RecallsBound", { event, context }, {}, event.args);
});
