import { ponder } from "ponder:registry";
import { acknowledgement, makerReply, remedy } from "ponder:schema";
import { batchOf, deviceIdFromChain, formatDeviceId } from "../../lib/domain/ids.ts";
import { EVIDENCES, REMEDIES, REPLIES, word } from "../../lib/domain/kinds.ts";
import { record } from "../history.ts";

ponder.on("Recalls:RecallAcknowledged", async ({ event, context }) => {
  const { recallId, owner, epoch } = event.args;
  const deviceId = deviceIdFromChain(event.args.deviceId);
  // Acknowledging twice is allowed and changes nothing: the first time counts.
  await context.db
    .insert(acknowledgement)
    .values({ recallId, deviceId, epoch, owner, at: Number(event.block.timestamp) })
    .onConflictDoNothing();
  const args = { ...event.args, deviceId: formatDeviceId(deviceId) };
  await record("RecallAcknowledged", { event, context }, { batchId: batchOf(deviceId), deviceId, recallId }, args);
});

ponder.on("Recalls:RemedyRecorded", async ({ event, context }) => {
  const { recallId, epoch } = event.args;
  const deviceId = deviceIdFromChain(event.args.deviceId);
  const evidence = word(EVIDENCES, event.args.evidence);
  const done = { remedy: word(REMEDIES, event.args.remedy), evidence, epoch, at: Number(event.block.timestamp) };
  await context.db
    .insert(remedy)
    .values({ recallId, deviceId, ...done })
    .onConflictDoUpdate(done);
  const args = { ...event.args, deviceId: formatDeviceId(deviceId), remedy: done.remedy, evidence };
  await record("RemedyRecorded", { event, context }, { batchId: batchOf(deviceId), deviceId, recallId }, args);
});

ponder.on("Recalls:MakerReplied", async ({ event, context }) => {
  const { recallId, maker: orgId, document } = event.args;
  const reply = word(REPLIES, event.args.reply);
  const said = { reply, document, at: Number(event.block.timestamp) };
  await context.db
    .insert(makerReply)
    .values({ recallId, orgId, ...said })
    .onConflictDoUpdate(said);
  await record("MakerReplied", { event, context }, { orgId, recallId }, { ...event.args, reply });
});
