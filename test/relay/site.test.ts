import { expect } from "chai";
import { carryAct } from "../../app/_lib/carry-act.ts";
import type { SendState } from "../../app/_lib/send-state.ts";
import type { Services } from "../../app/api/_lib/services.ts";
import { relayJobRoutes, relayRoutes } from "../../app/api/_routes/relay.ts";
import { createSender } from "../../lib/chain/send.ts";
import type { CarriedAct } from "../../lib/domain/carried-acts.ts";
import { createRelayClient } from "../../lib/feed/relay.ts";
import type { Listening } from "../../lib/service/listen.ts";
import { serve } from "../../relay/server.ts";
import { type Ground, prepareGround, refusalOf } from "./ground.ts";

const ORIGIN = "http://127.0.0.1:3000";

/** From what a page does down to the chain, without the browser. */
describe("an owner's act, from the page through the site to the relay", function () {
  this.timeout(60_000);
  let ground: Ground;
  let server: Listening;
  let services: Services;
  const { fetch } = globalThis;
  before(async () => {
    ground = await prepareGround();
    server = await serve(await ground.relay(), { port: 0, host: "127.0.0.1" });
    const relay = createRelayClient(`${server.url}/acts`);
    services = { publicUrl: ORIGIN, relay } as Services;
    const provide = async () => services;
    const [acts, jobs] = [relayRoutes(provide), relayJobRoutes(provide)];
    globalThis.fetch = async (url, init) => {
      const [, id] = /^\/api\/relay\/?(.*)$/.exec(String(url)) ?? [];
      if (id === undefined) return fetch(url, init);
      const request = new Request(`${ORIGIN}${url}`, { ...init, headers: { ...init?.headers, origin: ORIGIN } });
      return id ? jobs.GET(request, { params: Promise.resolve({ id }) }) : acts.POST(request, undefined);
    };
  });
  after(async () => {
    globalThis.fetch = fetch;
    server.close();
    await ground.clear();
    await ground.close();
  });

  it("needs no coin: a claim asks nothing of the wallet, a statement a signature", async () => {
    const alice = ground.person();
    const unit = ground.nextUnit();
    const sender = () => createSender(ground.rpcUrl, ground.deployment.chainId, alice);
    const steps: string[] = [];
    const tell = ({ step }: SendState) => steps.push(step);
    const act = (what: CarriedAct) => carryAct(sender, ground.deployment, what, tell);
    const claimed = await act((await ground.claim(unit, alice.address)).act);
    expect(steps.splice(0)).to.deep.equal(["carried"]);
    expect((await ground.chain.getTransactionReceipt({ hash: claimed.hash as never })).blockNumber).to.equal(claimed.block);
    await act({ verb: "StateRelease", deviceId: unit, release: 4 });
    expect(steps).to.deep.equal(["signing", "carried"]);
    expect(await ground.device(unit)).to.include({ owner: alice.address, release: 4 });
    expect(await ground.chain.getBalance({ address: alice.address })).to.equal(0n);
    expect(await ground.chain.getTransactionCount({ address: alice.address })).to.equal(0);
    // Once more: it is done already.
    expect(await act((await ground.claim(unit, alice.address)).act)).to.include({ hash: claimed.hash });
  });

  it("comes back with the reason where it is refused, and with the relay's absence", async () => {
    const [alice, bob] = [ground.person(), ground.person()];
    const unit = await ground.owned(alice);
    const sender = () => createSender(ground.rpcUrl, ground.deployment.chainId, bob);
    const act = async (what: CarriedAct) => carryAct(sender, ground.deployment, what, () => undefined);
    expect(await refusalOf(act((await ground.claim(unit, bob.address)).act))).to.equal("DevicesTitleTaken");
    expect(await refusalOf(act({ verb: "Retire", deviceId: unit }))).to.equal("OwnerSignedNotOwner");
    services.relay = createRelayClient("http://127.0.0.1:1/acts");
    expect(await refusalOf(act((await ground.claim(ground.nextUnit(), bob.address)).act))).to.equal("relay-away");
  });
});
