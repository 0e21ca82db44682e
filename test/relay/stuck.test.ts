import { expect } from "chai";
import { encodeFunctionData, type Hex, type PrivateKeyAccount, parseGwei } from "viem";
import { callOf } from "../../lib/chain/carried-acts.ts";
import type { Carried } from "../../lib/domain/relay-wire.ts";
import { sign } from "../../relay/lines.ts";
import { eventually } from "../notifier/setup.ts";
import { entered, type Ground, prepareGround } from "./ground.ts";

describe("a transaction that is stuck", function () {
  this.timeout(60_000);
  let ground: Ground;
  let payer: PrivateKeyAccount;
  before(async () => {
    ground = await prepareGround();
  });
  after(() => ground.close());
  beforeEach(async () => {
    payer = await ground.payer();
    await ground.chain.setAutomine(false);
    await mineAt(parseGwei("1"));
  });
  afterEach(async () => {
    await ground.chain.setAutomine(true);
    await ground.clear();
  });

  type Sent = { hash: Hex; max_fee: string; max_tip: string; cancels: boolean };
  const attempts = (): Promise<Sent[]> => ground.database.query<Sent>("SELECT * FROM relay.attempt ORDER BY created_at, max_fee");
  const sent = (count: number): Promise<Sent[]> =>
    eventually(`${count} sent`, async () => {
      const all = await attempts();
      return all.length >= count && all;
    });
  /** A block in which nothing fits that pays less. */
  const mineAt = async (baseFeePerGas: bigint): Promise<void> => {
    await ground.chain.setNextBlockBaseFeePerGas({ baseFeePerGas });
    await ground.chain.mine({ blocks: 1 });
  };
  const claim = (): Promise<Carried> => ground.claim(ground.nextUnit(), ground.person().address);

  it("gives way to one with the same number that pays an eighth more at least", async () => {
    const relay = await ground.relay({ accounts: [payer], stuckSeconds: 0.3 });
    const job = await relay.carry(await claim());
    const [first] = await sent(1);
    await mineAt(parseGwei("30"));
    const replaced = await eventually("a replacement that fits", async () => {
      const last = (await attempts()).at(-1);
      return last && BigInt(last.max_fee) > parseGwei("31") && last;
    });
    await ground.chain.mine({ blocks: 1 });
    const over = await entered(relay, job);
    expect(over).to.include({ state: "included" });
    const prices = (await attempts()).map(({ max_fee, max_tip }) => [Number(max_fee), Number(max_tip)]);
    for (const [at, [fee = 0, tip = 0]] of prices.slice(1).entries()) {
      expect(fee / (prices[at]?.[0] as number)).to.be.at.least(1.125);
      expect(tip / (prices[at]?.[1] as number)).to.be.at.least(1.125);
    }
    expect(over.tx).to.not.equal(first?.hash);
    expect(replaced.cancels).to.equal(false);
    expect(await ground.chain.getTransactionCount({ address: payer.address })).to.equal(1);
  });

  it("is not taken for a copycat's when it waits in the node's pool", async () => {
    const relay = await ground.relay({ accounts: [payer], stuckSeconds: 0.2 });
    const job = await relay.carry(await claim());
    expect((await sent(3)).map(({ cancels }) => cancels)).to.not.include(true);
    await ground.chain.mine({ blocks: 1 });
    expect(await entered(relay, job)).to.include({ state: "included" });
  });

  it("waits when the network's price is above what the relay pays, and says so", async () => {
    const relay = await ground.relay({ accounts: [payer], stuckSeconds: 0.2, ceiling: parseGwei("20") });
    const job = await relay.carry(await claim());
    await sent(1);
    await mineAt(parseGwei("30"));
    await eventually("said", async () => (await relay.status()).lastLook.problem?.includes("above what the relay pays"));
    expect(await relay.carry(await claim()), "taken, and sent when the price falls").to.include({ state: "accepted" });
    await eventually("entered at the old price", async () => {
      await mineAt(parseGwei("1"));
      return (await relay.find(job.id as string)).state === "included";
    });
  });

  it("gives way to nothing when a copycat was first, which costs less than to fail", async () => {
    const relay = await ground.relay({ accounts: [payer], stuckSeconds: 0.5 });
    const carried = await claim();
    const job = await relay.carry(carried);
    await sent(1);
    const { address: to, ...call } = callOf(ground.deployment, carried.act);
    const fees = { maxFeePerGas: parseGwei("900"), maxPriorityFeePerGas: parseGwei("1") };
    const copy = { chainId: ground.deployment.chainId, nonce: 0, to, data: encodeFunctionData(call), gas: 300_000n, fees };
    await ground.chain.sendRawTransaction({ serializedTransaction: (await sign(await ground.payer(), copy)).raw });
    await mineAt(parseGwei("30"));
    await eventually("a cancellation that fits", async () =>
      (await attempts()).some(({ cancels, max_fee }) => cancels && BigInt(max_fee) > parseGwei("31")),
    );
    await ground.chain.mine({ blocks: 1 });
    const over = await entered(relay, job);
    expect(over).to.include({ state: "done", reason: null });
    const receipt = await ground.chain.getTransactionReceipt({ hash: over.tx as Hex });
    expect(receipt).to.include({ status: "success", gasUsed: 21_000n });
  });

  it("is entered once more when its block is undone", async () => {
    const relay = await ground.relay({ accounts: [payer] });
    const job = await relay.carry(await claim());
    // It is noted before it is sent, and the node finds it before a block can hold it: one block alone may come too early.
    const mined = () =>
      eventually("entered", async () => {
        await ground.chain.mine({ blocks: 1 });
        const now = await relay.find(job.id as string);
        return now.state === "included" && now;
      });
    const before = await mined();
    const { blockNumber } = await ground.chain.getTransactionReceipt({ hash: before.tx as Hex });
    const newest = await ground.chain.getBlockNumber({ cacheTime: 0 });
    await ground.chain.request({ method: "anvil_rollback", params: [Number(newest - blockNumber) + 1] } as never);
    await eventually("reopened", async () => (await relay.find(job.id as string)).state === "sent");
    expect((await mined()).tx).to.equal(before.tx);
  });
});
