import { expect } from "chai";
import { parseEther } from "viem";
import type { RelayJob } from "../../lib/domain/relay-wire.ts";
import type { Relay } from "../../relay/relay.ts";
import { eventually } from "../notifier/setup.ts";
import { ENOUGH, entered, type Ground, prepareGround, refusalOf } from "./ground.ts";

describe("what the relay spends", function () {
  this.timeout(60_000);
  let ground: Ground;
  before(async () => {
    ground = await prepareGround();
  });
  after(() => ground.close());
  afterEach(() => ground.clear());

  const claimNext = async (relay: Relay, batch = ground.batches.halden): Promise<RelayJob> =>
    relay.carry(await ground.claim(ground.nextUnit(batch), ground.person().address));

  /** Carries claims until one is refused, and gives its code and what the chain has taken from the payer. */
  async function exhaust(relay: Relay): Promise<string> {
    for (let count = 0; count < 40; count++) {
      const carrying = claimNext(relay);
      const refusal = await refusalOf(carrying);
      if (refusal !== "taken") return refusal;
      await entered(relay, await carrying);
    }
    return "never";
  }

  it("stays below the budget of a day, and goes on the next day", async () => {
    const payer = await ground.payer();
    const all = parseEther("0.002");
    const relay = await ground.relay({ accounts: [payer], budgets: { ...ENOUGH, all } });
    expect(await exhaust(relay)).to.equal("relay-day-spent");
    const paid = parseEther("10") - (await ground.chain.getBalance({ address: payer.address }));
    expect(paid > all / 4n && paid <= all, `${paid}`).to.equal(true);
    expect((await relay.status()).today).to.include({ spent: `${paid}`, mayBeSpent: `${all}` });
    await ground.database.query("UPDATE relay.job SET day = day - 1");
    expect(await refusalOf(claimNext(relay))).to.equal("taken");
  });

  it("does not give one maker's devices what is for the others", async () => {
    const relay = await ground.relay({ budgets: { ...ENOUGH, maker: parseEther("0.001") } });
    expect(await exhaust(relay)).to.equal("relay-maker-spent");
    expect(await refusalOf(claimNext(relay, ground.batches.petrel))).to.equal("taken");
  });

  it("holds the budget when many acts come at once", async () => {
    const all = parseEther("0.001");
    const relay = await ground.relay({ budgets: { ...ENOUGH, all } });
    await ground.chain.setAutomine(false);
    const answers = await Promise.all(Array.from({ length: 12 }, () => refusalOf(claimNext(relay))));
    await ground.chain.setAutomine(true);
    await ground.chain.mine({ blocks: 1 });
    expect(new Set(answers)).to.deep.equal(new Set(["taken", "relay-day-spent"]));
    expect(BigInt((await relay.status()).today.spent) <= all).to.equal(true);
  });

  it("stays below the budget of a day under hostile requests", async () => {
    const payer = await ground.payer();
    const all = parseEther("0.001");
    const relay = await ground.relay({ accounts: [payer], budgets: { ...ENOUGH, all } });
    const [owner, thief] = [ground.person(), ground.person()];
    const deviceId = await ground.owned(owner);
    const stolen = await ground.claim(ground.nextUnit(), thief.address);
    const hostile = [
      // the same again and again, in vain or not
      async () => stolen,
      async () => ground.signed(thief, { verb: "Retire", deviceId }),
      async () => ground.signed(owner, { verb: "SetStolen", deviceId, stolen: Math.random() < 0.5 }),
      // each another one
      async () => ground.signed(owner, { verb: "StateRelease", deviceId, release: 1 + Math.floor(Math.random() * 1e6) }),
      async () => ground.claim(stolen.act.deviceId, ground.person().address),
      async () =>
        ({ act: { ...(await ground.claim(ground.nextUnit(), thief.address)).act, owner: ground.person().address } }) as typeof stolen,
    ];
    for (let round = 0; round < 40; round++) await Promise.all(hostile.map(async (make) => refusalOf(relay.carry(await make()))));
    await eventually("all over", async () => (await relay.status()).oldestWaitingSeconds === null);
    const paid = parseEther("10") - (await ground.chain.getBalance({ address: payer.address }));
    expect(paid > 0n && paid <= all, `${paid}`).to.equal(true);
  });

  it("does not follow an owner who signs in a loop", async () => {
    const relay = await ground.relay();
    const owner = ground.person();
    const deviceId = await ground.owned(owner);
    const answers: string[] = [];
    for (let release = 1; release <= 14; release++) {
      const carrying = relay.carry(await ground.signed(owner, { verb: "StateRelease", deviceId, release }));
      answers.push(await refusalOf(carrying));
      if (answers.at(-1) === "taken") await entered(relay, await carrying);
    }
    expect(answers.filter((answer) => answer === "taken")).to.have.length(12);
    expect(answers.slice(12)).to.deep.equal(["relay-unit-often", "relay-unit-often"]);
  });

  it("leaves out a key without funds and says so; with none left it takes nothing", async () => {
    const [poor, rich] = [await ground.payer("0.000001"), await ground.payer()];
    const relay = await ground.relay({ accounts: [poor, rich] });
    for (let count = 0; count < 3; count++) expect(await entered(relay, await claimNext(relay))).to.include({ state: "included" });
    expect(await ground.chain.getTransactionCount({ address: rich.address })).to.equal(3);
    const { lastLook } = await relay.status();
    expect(lastLook.keys.map(({ isShort }) => isShort)).to.deep.equal([true, false]);
    await ground.chain.setBalance({ address: rich.address, value: 0n });
    expect(await refusalOf(claimNext(relay))).to.equal("relay-without-funds");
  });

  it("lets two keys work side by side, each with a line of its own", async () => {
    const payers = [await ground.payer(), await ground.payer()];
    const relay = await ground.relay({ accounts: payers });
    await ground.chain.setAutomine(false);
    const jobs = await Promise.all(Array.from({ length: 8 }, () => claimNext(relay)));
    await eventually("all sent", async () => (await relay.status()).counts.find(({ state }) => state === "sent")?.count === 8);
    await ground.chain.setAutomine(true);
    await ground.chain.mine({ blocks: 1 });
    for (const job of jobs) expect(await entered(relay, job)).to.include({ state: "included" });
    const counts = await Promise.all(payers.map(({ address }) => ground.chain.getTransactionCount({ address })));
    expect(counts).to.deep.equal([4, 4]);
  });
});
