import { expect } from "chai";
import { encodeFunctionData, type Hex } from "viem";
import { callOf } from "../../lib/chain/carried-acts.ts";
import { createSender } from "../../lib/chain/send.ts";
import { signAct } from "../../lib/chain/sign-act.ts";
import type { OwnersAct } from "../../lib/domain/carried-acts.ts";
import type { Carried, RelayJob } from "../../lib/domain/relay-wire.ts";
import { sign } from "../../relay/lines.ts";
import { eventually } from "../notifier/setup.ts";
import { entered, type Ground, prepareGround, refusalOf } from "./ground.ts";

describe("the relay", function () {
  this.timeout(60_000);
  let ground: Ground;
  before(async () => {
    ground = await prepareGround();
  });
  after(() => ground.close());
  afterEach(async () => {
    await ground.chain.setAutomine(true);
    await ground.clear();
  });

  it("claims for somebody who has no coins, and goes on to final", async () => {
    const relay = await ground.relay();
    const alice = ground.person();
    const unit = ground.nextUnit();
    const job = await entered(relay, await relay.carry(await ground.claim(unit, alice.address)));
    expect(job).to.include({ state: "included", reason: null });
    expect((await ground.device(unit)).owner).to.equal(alice.address);
    expect(await ground.chain.getBalance({ address: alice.address })).to.equal(0n);
    await ground.chain.mine({ blocks: 4 });
    await eventually("final", async () => (await relay.find(job.id as string)).state === "done");
  });

  it("carries what owners sign, and nothing that they did not", async () => {
    const relay = await ground.relay();
    const [alice, mallory] = [ground.person(), ground.person()];
    const deviceId = await ground.owned(alice);
    for (const act of [
      { verb: "StateRelease", deviceId, release: 3 },
      { verb: "SetStolen", deviceId, stolen: true },
      { verb: "Retire", deviceId },
    ] as const)
      expect(await entered(relay, await relay.carry(await ground.signed(alice, act)))).to.include({ state: "included" });
    expect(await ground.device(deviceId)).to.include({ release: 3, flags: 1 | 2 | 4 });
    const forged = await ground.signed(mallory, { verb: "StateRelease", deviceId, release: 1 });
    expect(await refusalOf(relay.carry(forged))).to.equal("OwnerSignedInvalid");
    expect((await ground.database.query("SELECT FROM relay.job")).length, "what is refused at once is not kept").to.equal(3);
  });

  it("carries what an owner signs about a part, and counts it as done by what stands in its place", async () => {
    const relay = await ground.relay();
    const alice = ground.person();
    const deviceId = await ground.owned(alice, ground.batches.petrel);
    const sender = await createSender(ground.rpcUrl, ground.deployment.chainId, alice);
    const swap = (position: number, batchId: Extract<OwnersAct, { verb: "SwapPart" }>["batchId"]) =>
      ({ verb: "SwapPart", deviceId, position, batchId }) as const;
    const signed = async (act: OwnersAct) => ({ act, signed: await signAct(sender, ground.deployment, act, () => undefined) });
    const replaced = await signed(swap(0, ground.batches.halden));
    expect(await entered(relay, await relay.carry(replaced))).to.include({ state: "included" });
    await ground.clear(); // what was kept of it goes, so that the chain alone can tell
    const again = await ground.relay();
    expect(await again.carry(replaced)).to.include({ state: "done", tx: null });
    expect(await entered(again, await again.carry(await signed(swap(0, null))))).to.include({ state: "included" });
    expect(await refusalOf(again.carry(replaced)), "another word came after it").to.equal("OwnerSignedInvalid");
    expect(await refusalOf(signed(swap(1, null)))).to.equal("ReportsNoSuchPart");
  });

  it("carries what a wallet signs for a page, also on a chain where nothing has happened for hours", async () => {
    const relay = await ground.relay();
    const alice = ground.person();
    const deviceId = await ground.owned(alice);
    await ground.chain.increaseTime({ seconds: 7_200 });
    const sender = await createSender(ground.rpcUrl, ground.deployment.chainId, alice);
    for (const act of [
      { verb: "StateRelease", deviceId, release: 5 },
      { verb: "Retire", deviceId },
    ] as const) {
      const signed = await signAct(sender, ground.deployment, act, () => undefined);
      expect(await entered(relay, await relay.carry({ act, signed }))).to.include({ state: "included" });
    }
    const unasked = () => expect.fail("the wallet was asked for an act that would be refused");
    const act = { verb: "VetoRecovery", deviceId } as const;
    expect(await refusalOf(signAct(sender, ground.deployment, act, unasked))).to.equal("DevicesNoRecovery");
  });

  it("takes the same act once, however often and at once it comes, and one claim of a unit", async () => {
    const payer = await ground.payer();
    const relay = await ground.relay({ accounts: [payer] });
    const [alice, bob] = [ground.person(), ground.person()];
    const unit = ground.nextUnit();
    const claim = await ground.claim(unit, alice.address);
    await ground.chain.setAutomine(false);
    const both = await Promise.all([relay.carry(claim), relay.carry(claim)]);
    expect(both[0]?.id).to.equal(both[1]?.id);
    expect(await refusalOf(relay.carry(await ground.claim(unit, bob.address)))).to.equal("relay-once");
    await ground.chain.setAutomine(true);
    await ground.chain.mine({ blocks: 1 });
    await entered(relay, both[0] as RelayJob);
    expect(await relay.carry(claim)).to.include({ id: both[0]?.id });
    expect(await ground.chain.getTransactionCount({ address: payer.address })).to.equal(1);
  });

  it("counts as done what a copycat has entered, before it is taken and after", async () => {
    const payer = await ground.payer();
    const relay = await ground.relay({ accounts: [payer] });
    const alice = ground.person();
    const send = (carried: Carried): Promise<unknown> =>
      ground.world.as("chen", callOf(ground.deployment, carried.act, "signed" in carried ? carried.signed : undefined));
    const early = await ground.claim(ground.nextUnit(), alice.address);
    await send(early);
    expect(await relay.carry(early)).to.deep.equal({ id: null, state: "done", tx: null, block: null, reason: null });

    // It is in the pool of the node when somebody who saw it there pays more for a copy.
    const late = await ground.claim(ground.nextUnit(), alice.address);
    await ground.chain.setAutomine(false);
    const job = await relay.carry(late);
    await eventually("sent", async () => (await relay.find(job.id as string)).state === "sent");
    const { address: to, ...call } = callOf(ground.deployment, late.act);
    const fees = { maxFeePerGas: 10n ** 13n, maxPriorityFeePerGas: 10n ** 12n };
    const copy = { chainId: ground.deployment.chainId, nonce: 0, to, data: encodeFunctionData(call), gas: 300_000n, fees };
    const { raw } = await sign(await ground.payer(), copy);
    await ground.chain.sendRawTransaction({ serializedTransaction: raw });
    await ground.chain.setAutomine(true);
    await ground.chain.mine({ blocks: 1 });
    const over = await entered(relay, job);
    expect(over).to.include({ state: "done", reason: null });
    const receipt = await ground.chain.getTransactionReceipt({ hash: over.tx as Hex });
    expect(receipt.status, "the relay's own came second").to.equal("reverted");
  });
});
