import { ponder } from "ponder:registry";
import { governanceAct, governor } from "ponder:schema";
import { delayAt } from "../../lib/domain/governance.ts";

// What is executed shows in the history as what it does; here is what is announced, which is not an entry of the register yet.

/** Of the AccessManager: whoever has it may do everything that is reserved to governance. */
const ADMIN_ROLE = 0n;

ponder.on("AccessManager:RoleGranted", async ({ event, context }) => {
  const { roleId, account, delay, since: from } = event.args;
  if (roleId !== ADMIN_ROLE) return;
  await context.db
    .insert(governor)
    .values({ account, delay, from, before: null })
    .onConflictDoUpdate((row) => ({ delay, from, before: delayAt(row, Number(event.block.timestamp)) }));
});

ponder.on("AccessManager:RoleRevoked", async ({ event, context }) => {
  const { roleId, account } = event.args;
  if (roleId === ADMIN_ROLE) await context.db.delete(governor, { account });
});

ponder.on("AccessManager:OperationScheduled", async ({ event, context }) => {
  const { operationId: hash, nonce, schedule, caller, target, data } = event.args;
  const announced = { announcedAt: Number(event.block.timestamp), readyAt: schedule, tx: event.transaction.hash };
  const place = { block: Number(event.block.number), logIndex: event.log.logIndex };
  await context.db
    .insert(governanceAct)
    .values({ hash, nonce, caller, target, data, ...announced, ...place, executedAt: null, canceledAt: null });
});

ponder.on("AccessManager:OperationExecuted", async ({ event, context }) => {
  const { operationId: hash, nonce } = event.args;
  await context.db.update(governanceAct, { hash, nonce }).set({ executedAt: Number(event.block.timestamp) });
});

ponder.on("AccessManager:OperationCanceled", async ({ event, context }) => {
  const { operationId: hash, nonce } = event.args;
  await context.db.update(governanceAct, { hash, nonce }).set({ canceledAt: Number(event.block.timestamp) });
});
