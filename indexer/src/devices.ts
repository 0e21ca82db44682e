import { ponder } from "ponder:registry";
import { device } from "ponder:schema";
import { batchOf, deviceIdFromChain, formatDeviceId, indexOf } from "../../lib/domain/ids.ts";
import { EVIDENCES, word } from "../../lib/domain/kinds.ts";
import { record } from "../history.ts";

ponder.on("Devices:DeviceClaimed", async ({ event, context }) => {
  const { owner, epoch } = event.args;
  const id = deviceIdFromChain(event.args.deviceId);
  await context.db.insert(device).values({
    id,
    batchId: batchOf(id),
    index: indexOf(id),
    owner,
    epoch,
    release: 0,
    evidence: "none",
    since: Number(event.block.timestamp),
    titleBlock: Number(event.block.number),
  });
  await record(
    "DeviceClaimed",
    { event, context },
    { batchId: batchOf(id), deviceId: id },
    { ...event.args, deviceId: formatDeviceId(id) },
  );
});

ponder.on("Devices:ReleaseStated", async ({ event, context }) => {
  const { release } = event.args;
  const id = deviceIdFromChain(event.args.deviceId);
  const evidence = word(EVIDENCES, event.args.evidence);
  await context.db.update(device, { id }).set({ release, evidence });
  const args = { ...event.args, deviceId: formatDeviceId(id), evidence };
  await record("ReleaseStated", { event, context }, { batchId: batchOf(id), deviceId: id }, args);
});
