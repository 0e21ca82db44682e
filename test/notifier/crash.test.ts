import { setTimeout as sleep } from "node:timers/promises";
import { expect } from "chai";
import { type NotifierService, startNotifier } from "../../scripts/services/notifier.ts";
import { email, eventually, type Ground, prepareGround, settled, startProcess, UNDER_WAY } from "./setup.ts";

const OWNERS = 300;
const KILLS = 4;

describe("notifier process", function () {
  this.timeout(120_000);
  let ground: Ground;
  let service: NotifierService | undefined;
  const start = (): Promise<NotifierService> => startProcess(ground);

  beforeEach(async () => {
    ground = await prepareGround();
  });
  afterEach(async () => {
    await service?.kill();
    await ground.close();
  });

  it("loses no mail and doubles none but those under way when it is killed again and again", async () => {
    await ground.register.claim(1, OWNERS);
    await ground.leaveAddresses(1, OWNERS);
    ground.smtp.delayMs = 20;
    await ground.register.openRecall(1, ground.node);
    for (let kill = 1; kill <= KILLS; kill++) {
      service = await start();
      const until = (OWNERS * kill) / (KILLS + 2);
      await eventually(`${until} mails`, async () => ground.mails().length >= until);
      await service.kill();
    }
    service = await start();
    const rows = await settled(ground, 2 * OWNERS, 60);
    expect(rows.filter(({ state }) => state !== "sent")).to.deep.equal([]);

    // The judge is the mail server's log, not the ledger.
    const mails = ground.mails();
    const told = new Set(mails.flatMap(({ to }) => to));
    const lost = Array.from({ length: OWNERS }, (_, at) => email(at + 1)).filter((address) => !told.has(address));
    expect(lost, "lost").to.deep.equal([]);
    const distinct = new Set(mails.map(({ messageId }) => messageId));
    expect(distinct, "a mail that came twice has the same id").to.have.property("size", OWNERS);
    expect(mails.length - OWNERS, "doubled").to.be.at.most(KILLS * UNDER_WAY);
    const entries = await ground.database.query("SELECT FROM ledger.inbox");
    expect(entries, "inbox entries are never doubled").to.have.length(OWNERS);
    console.log(`      ${KILLS} kills, ${OWNERS} owners: ${lost.length} lost, ${mails.length - OWNERS} doubled`);
  });

  it("sends nothing on a turn that is another's by now, when it was frozen and wakes up", async () => {
    await ground.register.claim(1, OWNERS);
    await ground.leaveAddresses(1, OWNERS);
    ground.smtp.delayMs = 40;
    service = await start();
    await ground.register.openRecall(1, ground.node);
    await eventually("some mails", async () => ground.mails().length >= 20);
    process.kill(service.pid, "SIGSTOP");
    const other = await start();
    try {
      // Longer than a lease: what the frozen one held goes out by the other's hands.
      await settled(ground, 2 * OWNERS, 90);
      process.kill(service.pid, "SIGCONT");
      await sleep(3_000);
    } finally {
      process.kill(service.pid, "SIGCONT");
      await other.kill();
    }
    const mails = ground.mails();
    expect(new Set(mails.flatMap(({ to }) => to))).to.have.property("size", OWNERS);
    expect(mails.length - OWNERS, "doubled").to.be.at.most(UNDER_WAY);
    expect((await ground.rows()).filter(({ state }) => state !== "sent")).to.deep.equal([]);
    console.log(`      frozen in mid-send: ${mails.length - OWNERS} doubled`);
  });

  it("finishes what is under way when it is stopped, and says how it is", async () => {
    await ground.register.claim(1, 40);
    await ground.leaveAddresses(1, 40);
    ground.smtp.delayMs = 30;
    service = await start();
    await ground.register.openRecall(1, ground.node);
    await eventually("some mails", async () => ground.mails().length >= 5);
    expect((await fetch(`${service.url}/ready`)).status).to.equal(200);
    const metrics = await (await fetch(`${service.url}/metrics`)).text();
    expect(metrics).to.match(/muster_obligations\{channel="mail",state="sent",to="owner"\} \d+/);
    expect(metrics).to.match(/process_resident_memory_bytes \d+/);
    await service.stop();
    expect(await service.ended).to.equal(0);
    const sent = (await ground.rows()).filter(({ channel, state }) => channel === "mail" && state === "sent");
    expect(ground.mails(), "each mail that went out is noted").to.have.length(sent.length);
  });

  it("names every setting that is missing or wrong, and ends", async () => {
    const failure = await startNotifier({ port: 1, env: { DATABASE_URL: "mysql://", MUSTER_RPC_URL: "", MUSTER_CHAIN_ID: "x" } }).catch(
      (error: Error) => error.message,
    );
    for (const name of [
      "DATABASE_URL is not usable",
      "MUSTER_RPC_URL is not set",
      "MUSTER_CHAIN_ID is not usable",
      "MUSTER_MASTER_KEY is not set",
    ])
      expect(failure).to.include(name);
  });
});
