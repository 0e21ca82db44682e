import { expect } from "chai";
import type { Hex } from "viem";
import type { RelayJob } from "../../lib/domain/relay-wire.ts";
import { type RelayService, startRelay } from "../../scripts/services/relay.ts";
import { eventually } from "../notifier/setup.ts";
import { type Ground, onTheWire, prepareGround } from "./ground.ts";
import { startProxy } from "./proxy.ts";

describe("a relay that is killed", function () {
  this.timeout(120_000);
  let ground: Ground;
  let proxy: Awaited<ReturnType<typeof startProxy>>;
  let service: RelayService | undefined;
  let payer: Awaited<ReturnType<Ground["payer"]>>;
  before(async () => {
    ground = await prepareGround();
  });
  after(() => ground.close());
  beforeEach(async () => {
    proxy = await startProxy(ground.rpcUrl);
    payer = await ground.payer();
  });
  afterEach(async () => {
    await service?.kill();
    proxy.close();
    await ground.clear();
  });

  const environment = () => ({
    ...{ DATABASE_URL: ground.database.roles.relay, MUSTER_RPC_URL: proxy.url, MUSTER_CHAIN_ID: "31337", MUSTER_DEPLOYMENTS: ground.dir },
    ...{ MUSTER_RELAY_KEYS: payer.key, MUSTER_RELAY_DAY_WEI: `${10n ** 18n}`, MUSTER_RELAY_MAKER_WEI: `${10n ** 18n}` },
    MUSTER_RELAY_CEILING_WEI: `${10n ** 12n}`,
  });
  const start = async (): Promise<RelayService> => {
    service = await startRelay({ port: 0, env: environment() });
    return service;
  };
  const claim = async ({ url }: RelayService): Promise<RelayJob> => {
    const body = JSON.stringify(onTheWire(await ground.claim(ground.nextUnit(), ground.person().address)));
    return (await (await fetch(`${url}/acts`, { method: "POST", body })).json()) as RelayJob;
  };
  const over = ({ url }: RelayService, { id }: RelayJob): Promise<RelayJob> =>
    eventually("included", async () => {
      const job = (await (await fetch(`${url}/acts/${id}`)).json()) as RelayJob;
      return ["included", "done", "refused"].includes(job.state) && job;
    });
  const noted = (): Promise<{ hash: Hex }[]> => ground.database.query<{ hash: Hex }>("SELECT hash FROM relay.attempt");
  const entries = (): Promise<number> => ground.chain.getTransactionCount({ address: payer.address });

  it("after it has noted a transaction and before it is sent, sends it after the next start, once", async () => {
    proxy.manner = "swallow";
    const first = await start();
    const job = await claim(first);
    await eventually("on its way", async () => proxy.sent === 1);
    await first.kill();
    expect(await entries()).to.equal(0);
    const [before] = await noted();
    proxy.manner = "pass";
    expect(await over(await start(), job)).to.include({ state: "included", tx: before?.hash });
    expect(await noted()).to.have.length(1);
    expect(await entries()).to.equal(1);
  });

  it("after a transaction is sent and before it has an answer, finds it after the next start", async () => {
    proxy.manner = "silence";
    const first = await start();
    const job = await claim(first);
    await eventually("entered", async () => (await entries()) === 1);
    await first.kill();
    proxy.manner = "pass";
    const { sent } = proxy;
    expect(await over(await start(), job)).to.include({ state: "included" });
    expect(proxy.sent, "it is not sent once more").to.equal(sent);
    expect(await entries()).to.equal(1);
  });

  it("again and again loses nothing and enters nothing twice", async () => {
    const jobs: RelayJob[] = [];
    for (let kill = 0; kill < 5; kill++) {
      const relay = await start();
      jobs.push(...(await Promise.all(Array.from({ length: 6 }, () => claim(relay)))));
      await relay.kill();
    }
    const last = await start();
    for (const job of jobs) expect(await over(last, job)).to.include({ reason: null });
    expect(await entries()).to.equal(30);
    expect(new Set((await noted()).map(({ hash }) => hash)).size).to.equal(30);
  });

  it("names every setting that is missing or wrong, and ends; no key is repeated", async () => {
    const secret = `0x${"ab".repeat(31)}`;
    const wrong = { ...environment(), DATABASE_URL: "mysql://", MUSTER_RELAY_KEYS: secret, MUSTER_RELAY_DAY_WEI: "-1" };
    const failure = await startRelay({ port: 0, env: wrong }).catch(({ message }: Error) => message);
    for (const name of ["DATABASE_URL", "MUSTER_RELAY_KEYS", "MUSTER_RELAY_DAY_WEI"]) expect(failure).to.include(`${name} is not usable`);
    expect(failure).to.not.include(secret);
    // Gus of the cast.
    const known = { MUSTER_RELAY_KEYS: "0x59c6995e998f97a5a0044966f0945389dc9e86dae88c7a8412f4603b6b78690d", MUSTER_CHAIN_ID: "10" };
    const live = await startRelay({ port: 0, env: { ...environment(), ...known } }).catch(({ message }: Error) => message);
    expect(live).to.include("is known to everybody");
  });
});
