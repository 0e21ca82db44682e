import { expect } from "chai";
import { eventually, type Ground, prepareGround } from "./setup.ts";

describe("the status of a notifier", () => {
  let ground: Ground;
  before(async () => {
    ground = await prepareGround();
  });
  after(() => ground.close());

  it("says for how long the oldest notice has been owed, and how many went out in an hour", async () => {
    await ground.register.claim(1, 1);
    await ground.leaveAddresses(1, 1);
    ground.smtp.refuse = () => ({ code: 451, text: "4.7.1 come back later" });
    await ground.register.openRecall(1, ground.node);
    const notifier = await ground.notifier();
    await eventually("a refusal", async () => (await ground.rows()).some(({ last_error }) => last_error !== null));
    await ground.database.query("UPDATE ledger.obligation SET created_at = now() - interval '2 hours'");
    const waiting = await notifier.status();
    expect(waiting.oldestDueSeconds).to.be.within(7_200, 7_260);
    expect(waiting.sentLastHour).to.deep.equal([{ channel: "inbox", count: 1 }]);
    await ground.database.query("UPDATE ledger.obligation SET state = 'failed', settled_at = now() WHERE state = 'due'");
    expect((await notifier.status()).oldestDueSeconds).to.equal(null);
  });
});
