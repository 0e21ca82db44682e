import { expect } from "chai";
import PostalMime, { type Email } from "postal-mime";
import { REMINDER_DAYS, reminderDue } from "../../lib/domain/notice.ts";
import { openPool } from "../../lib/store/store.ts";
import { enterObligations, supersede } from "../../notifier/obligations.ts";
import { opened, owner } from "./register.ts";
import { type Ground, type LedgerRow, prepareGround, settled } from "./setup.ts";

const CHAIN = 31337;

describe("reminders", () => {
  let ground: Ground;
  beforeEach(async () => {
    ground = await prepareGround();
  });
  afterEach(() => ground.close());

  /** Sets back the clock of what was told. */
  const daysPass = (days: number): Promise<unknown> =>
    ground.database.query("UPDATE ledger.obligation SET settled_at = settled_at - $1 * interval '1 day' WHERE reminder = 0", [days]);
  const mailRows = async (): Promise<LedgerRow[]> => (await ground.rows()).filter(({ channel }) => channel === "mail");
  const mailAt = async (number: number): Promise<Email> => PostalMime.parse(ground.raw(number));

  it("fall due exactly as the rule in lib/domain says, once each", async () => {
    const days = [0, 0.5, 1, 6.9, 7, 29.9, 30, 89.9, 90, 400];
    const pool = openPool(ground.database.roles.notifier, 2);
    await ground.register.claim(1, days.length);
    await ground.leaveAddresses(1, days.length);
    await ground.register.openRecall(1, ground.node, { first: 1, last: days.length });
    await enterObligations(pool, CHAIN, 100n, [opened(1)]);
    for (const [n, passed] of days.entries())
      await ground.database.query(
        "UPDATE ledger.obligation SET state = 'sent', settled_at = now() - $1 * interval '1 day' - interval '1 minute' WHERE owner = $2",
        [passed, owner(n + 1)],
      );
    const expected = days.map((passed) => reminderDue(0, passed * 86_400 + 60));
    expect(await enterObligations(pool, CHAIN, 100n, [opened(1)])).to.equal(expected.filter((number) => number > 0).length);
    expect(await enterObligations(pool, CHAIN, 100n, [opened(1)]), "a second time").to.equal(0);
    expect(await supersede(pool, CHAIN), "all are owed").to.equal(0);
    const rows = (await mailRows()) as (LedgerRow & { reminder: number })[];
    const entered = days.map((_passed, n) => Math.max(...rows.filter((row) => row.owner === owner(n + 1)).map(({ reminder }) => reminder)));
    expect(entered).to.deep.equal(expected);
    expect(
      (await ground.rows()).filter(({ channel }) => channel === "inbox"),
      "the inbox keeps what is in it",
    ).to.have.length(days.length);
    await pool.end();
  });

  it("are sent until the unit is fixed, as answers to the notice, and skip what was missed", async () => {
    await ground.register.claim(1, 2);
    await ground.leaveAddresses(1, 2);
    await ground.register.openRecall(1, ground.node);
    await ground.notifier();
    await settled(ground, 4);
    await daysPass(REMINDER_DAYS[0]);
    await settled(ground, 6);
    expect(ground.mails()).to.have.length(4);
    const [notice, reminder] = await Promise.all([mailAt(1), mailAt(3)]);
    expect(reminder.subject).to.equal(`Reminder: ${notice.subject}`);
    const notices = [notice.messageId, (await mailAt(2)).messageId];
    expect(notices).to.include(reminder.references);
    expect(notices).to.not.include(reminder.messageId);

    // One is fixed. The notifier was away on the seventh day: the reminder of the thirtieth goes out, and only that.
    await ground.register.patch(1);
    await daysPass(REMINDER_DAYS[2]);
    const rows = await settled(ground, 7);
    expect(rows).to.have.length(7);
    expect(ground.mails()).to.have.length(5);
    expect((await mailAt(5)).text)
      .to.include("reminder 3 of 4")
      .and.to.include("unit 7-2");
  });

  it("end with the address, which one request without a page erases", async () => {
    await ground.register.claim(1, 2);
    await ground.leaveAddresses(1, 2);
    await ground.register.openRecall(1, ground.node);
    await ground.notifier();
    await settled(ground, 4);
    const mails = await Promise.all([mailAt(1), mailAt(2)]);
    const first = mails.find(({ text }) => text?.includes("unit 7-1"));
    const header = (key: string): string => first?.headers.find((one) => one.key === key)?.value ?? "";
    expect(header("list-unsubscribe-post")).to.equal("List-Unsubscribe=One-Click");
    const token = /^<http:\/\/127\.0\.0\.1:3000\/api\/unsubscribe\/([0-9a-f-]{36})>$/.exec(header("list-unsubscribe"))?.[1] ?? "";
    expect(first?.text).to.include(`http://127.0.0.1:3000/unsubscribe/${token}`);

    expect(await ground.store.contacts.unsubscribe(token)).to.equal(true);
    expect(await ground.store.contacts.unsubscribe(token), "once more").to.equal(false);
    expect(await ground.store.contacts.get(owner(1))).to.equal(null);
    expect(await ground.store.contacts.get(owner(2))).to.not.equal(null);
    await daysPass(REMINDER_DAYS[0]);
    await settled(ground, 5);
    expect(ground.mails().slice(2), "one reminder, to the other").to.have.length(1);
    expect((await mailAt(3)).text).to.include("unit 7-2");
  });

  it("go to nobody by an old mail's link once the address was changed", async () => {
    await ground.leaveAddresses(1, 1);
    const before = await ground.store.contacts.forMail(owner(1));
    await ground.leaveAddresses(1, 1);
    expect(await ground.store.contacts.unsubscribe(before?.unsubscribe ?? "")).to.equal(false);
    expect(await ground.store.contacts.get(owner(1))).to.not.equal(null);
    for (const token of ["", "x", "' OR true --", `${before?.unsubscribe} `])
      expect(await ground.store.contacts.unsubscribe(token)).to.equal(false);
  });
});
