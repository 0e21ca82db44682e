import { expect } from "chai";
import { zeroHash } from "viem";
import type { Relay } from "../../relay/relay.ts";
import { serve } from "../../relay/server.ts";
import { eventually } from "../notifier/setup.ts";
import { entered, type Ground, onTheWire, prepareGround, refusalOf } from "./ground.ts";

describe("what the relay refuses", function () {
  this.timeout(60_000);
  let ground: Ground;
  before(async () => {
    ground = await prepareGround();
  });
  after(() => ground.close());
  afterEach(() => ground.clear());

  /** Asks over HTTP, as the web server does. */
  async function asking(relay: Relay) {
    const { url, close } = await serve(relay, { port: 0, host: "127.0.0.1" });
    const post = async (body: unknown): Promise<{ status: number; code: string }> => {
      const response = await fetch(`${url}/acts`, { method: "POST", body: typeof body === "string" ? body : JSON.stringify(body) });
      return { status: response.status, code: ((await response.json()) as { code?: string }).code ?? "taken" };
    };
    return { url, post, close };
  }

  it("is every call that is no act of its table: other verbs, other targets, calldata, unsigned acts", async () => {
    const relay = await ground.relay();
    const { url, post, close } = await asking(relay);
    const owner = ground.person();
    const deviceId = await ground.owned(owner);
    const good = onTheWire(await ground.signed(owner, { verb: "Retire", deviceId })) as { act: object; signed: object };
    const { chain } = ground;
    const before = await chain.getBlockNumber({ cacheTime: 0 });
    for (const bad of [
      { ...good, act: { ...good.act, verb: "Withdraw" } },
      { ...good, act: { ...good.act, to: ground.deployment.contracts.AccessManager } },
      { ...good, to: ground.deployment.contracts.AccessManager, data: "0x12345678" },
      { act: good.act },
      { ...good, signed: { ...good.signed, signature: "0x" } },
      { to: ground.deployment.contracts.Devices, data: "0x" },
      [good],
      "{",
    ])
      expect(await post(bad), JSON.stringify(bad)).to.deep.equal({ status: 400, code: "request-invalid" });
    expect((await post(`"${"x".repeat(70_000)}"`)).code).to.equal("request-too-large");
    expect((await fetch(`${url}/acts/00000000-0000-4000-8000-000000000000`)).status).to.equal(404);
    expect((await fetch(`${url}/acts/1'--`)).status).to.equal(404);
    expect(await chain.getBlockNumber({ cacheTime: 0 })).to.equal(before);
    expect(await post(good)).to.deep.equal({ status: 200, code: "taken" });
    close();
  });

  it("is what the contract refuses, with the contract's reason", async () => {
    const relay = await ground.relay();
    const owner = ground.person();
    const deviceId = await ground.owned(owner);
    expect(await refusalOf(relay.carry(await ground.claim(deviceId, ground.person().address)))).to.equal("DevicesTitleTaken");
    const offer = { verb: "OfferHandover", deviceId, key: ground.person().address, until: 2 ** 40 } as const;
    expect(await refusalOf(relay.carry(await ground.signed(owner, offer)))).to.equal("DevicesNotTransferable");
    const code = await ground.claim(ground.nextUnit(), owner.address);
    const wrong = { act: { ...code.act, serialTag: `0x${"01".repeat(32)}` } } as typeof code;
    expect(await refusalOf(relay.carry(wrong))).to.equal("DevicesWrongClaimCode");
    const nowhere = { act: { ...code.act, deviceId: (99n << 32n) as typeof deviceId } } as typeof code;
    expect(await refusalOf(relay.carry(nowhere))).to.equal("BatchesUnknown");
  });

  it("is told afterwards when the state has changed in between", async () => {
    const relay = await ground.relay();
    const owner = ground.person();
    const deviceId = await ground.owned(owner);
    await ground.chain.setAutomine(false);
    // Both are good by themselves; each uses the owner's next number.
    const first = await relay.carry(await ground.signed(owner, { verb: "StateRelease", deviceId, release: 2 }));
    const second = await relay.carry(await ground.signed(owner, { verb: "SetStolen", deviceId, stolen: true }));
    await eventually("both sent", async () => (await relay.status()).counts.find(({ state }) => state === "sent")?.count === 2);
    await ground.chain.setAutomine(true);
    await ground.chain.mine({ blocks: 1 });
    expect(await entered(relay, first)).to.include({ state: "included" });
    const over = await entered(relay, second);
    expect(over.state).to.equal("refused");
    expect(over.reason?.code).to.equal("OwnerSignedInvalid");
  });

  it("is a wallet whose check of a signature burns all that it gets", async () => {
    const payer = await ground.payer();
    const relay = await ground.relay({ accounts: [payer] });
    const owner = ground.person();
    const deviceId = await ground.owned(owner);
    await ground.chain.setCode({ address: owner.address, bytecode: "0x5b600056" }); // JUMPDEST, and back to it
    const carried = { act: { verb: "Retire", deviceId }, signed: { deadline: 2n ** 40n, signature: zeroHash } } as const;
    expect(await refusalOf(relay.carry(carried))).to.be.oneOf(["relay-too-costly", "OwnerSignedInvalid"]);
    expect(await ground.chain.getTransactionCount({ address: payer.address })).to.equal(0);
  });
});
