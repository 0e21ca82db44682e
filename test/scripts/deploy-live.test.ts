import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import { JsonRpcProvider } from "ethers";
import hre from "hardhat";
import { createTestClient, type Hex, http, parseEther } from "viem";
import { privateKeyToAddress } from "viem/accounts";
import { type Deployment, readDeployment } from "../../lib/chain/deployments.ts";
import { castMember } from "../../lib/domain/cast.ts";
import { codeFaults } from "../../scripts/deployed-code.ts";
import { type Chain, startChain } from "../../scripts/services/chain.ts";
import { anyPort } from "../../scripts/services/ports.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const CHAIN_ID = 424_242;
const KEY: Hex = `0x${"d7".repeat(32)}`;
const GOVERNOR = `0x${"60".repeat(20)}`;
/** Account 0 of local development chains. */
const KNOWN_KEY = "0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80";

/** On a chain that is not the local one: keys from the configuration, confirmations, a record, and a look by somebody else. */
describe("a deployment to a live network", function () {
  this.timeout(180_000);
  let chain: Chain;
  let dir: string;
  let mining: NodeJS.Timeout;
  const client = () => createTestClient({ mode: "anvil", transport: http(chain.rpcUrl) });
  before(async () => {
    chain = await startChain({ port: await anyPort() });
    dir = mkdtempSync(join(tmpdir(), "muster-live-"));
    await client().request({ method: "anvil_setChainId" as never, params: [CHAIN_ID] as never });
    await client().setBalance({ address: privateKeyToAddress(KEY), value: parseEther("100") });
    // Ignition waits for confirmations, which are blocks; here nobody else makes any.
    mining = setInterval(
      () =>
        client()
          .mine({ blocks: 1 })
          .catch(() => undefined),
      100,
    );
  });
  after(async () => {
    clearInterval(mining);
    await chain?.stop();
    rmSync(dir, { recursive: true, force: true });
    rmSync(join(ROOT, "ignition", "deployments", `chain-${CHAIN_ID}`), { recursive: true, force: true });
  });

  async function run(script: string, args: string[], key: Hex = KEY) {
    const env = { ...process.env, MUSTER_RPC_URL: chain.rpcUrl, MUSTER_DEPLOYER_KEY: key, MUSTER_DEPLOYMENTS: dir, NODE_NO_WARNINGS: "1" };
    const child = spawn(process.execPath, [join("scripts", script), ...args], { cwd: ROOT, env, stdio: ["ignore", "pipe", "pipe"] });
    const [stdout, stderr, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, "exit")]);
    return { code, stdout, stderr };
  }

  it("refuses a deployer or a governor whose key everybody knows", async () => {
    const live = ["--network", "live", "--governor"];
    for (const attempt of [run("deploy.ts", [...live, GOVERNOR], KNOWN_KEY), run("deploy.ts", [...live, castMember("gus").address])]) {
      const { code, stderr } = await attempt;
      expect(code).to.equal(1);
      expect(stderr).to.match(/0x\w{40} is an account of local development chains, whose key everybody knows/);
    }
    expect(existsSync(join(dir, `${CHAIN_ID}.json`))).to.equal(false);
  });

  it("writes the record, with acts of governance two days ahead, and anybody can compare the code", async () => {
    const deployed = await run("deploy.ts", ["--network", "live", "--governor", GOVERNOR]);
    expect(deployed.code, deployed.stderr).to.equal(0);
    process.env.MUSTER_DEPLOYMENTS = dir;
    const record = readDeployment(CHAIN_ID);
    delete process.env.MUSTER_DEPLOYMENTS;
    expect(record).to.deep.include({ chainId: CHAIN_ID, deployer: privateKeyToAddress(KEY), delay: 172_800 });
    expect(record.governor.toLowerCase()).to.equal(GOVERNOR);

    const verified = await run("verify.ts", ["--rpc", chain.rpcUrl]);
    expect(verified.code, verified.stderr).to.equal(0);
    expect(verified.stdout.match(/: as in these sources$/gm)).to.have.length(Object.keys(record.contracts).length);
    expect(verified.stdout).to.match(/0x6060\w{36} {2}holds role 0 \(governs\), 172800 s after announcing each act/);
    await finds(record);
  });

  /** Each way in which a register is not what its sources say. */
  async function finds(record: Deployment): Promise<void> {
    // Without its cache: it would answer for a quarter of a second with the code that was there before.
    const provider = new JsonRpcProvider(chain.rpcUrl, undefined, { staticNetwork: true, cacheTimeout: -1 });
    const faults = (change: Partial<Deployment["contracts"]> = {}) =>
      codeFaults(provider, hre.artifacts, { ...record, contracts: { ...record.contracts, ...change } });
    expect(await faults()).to.deep.equal([]);
    const { Batches, Recalls, Devices } = record.contracts;
    expect((await faults({ Recalls: Batches })).join()).to.equal(`Recalls: the code at ${Batches} is not what these sources give.`);
    expect((await faults({ Devices: GOVERNOR as Hex }))[0]).to.match(/^(Recalls: works with|Devices: there is no contract at)/);
    const real = await provider.getCode(Recalls);
    await client().setCode({ address: Recalls, bytecode: real.replace("6080", "6081") as Hex });
    expect(await faults()).to.deep.equal([`Recalls: the code at ${Recalls} is not what these sources give.`]);
    // The code as it must be, working with another register: a value in the place of an immutable.
    await client().setCode({ address: Recalls, bytecode: real.replaceAll(Devices.slice(2).toLowerCase(), GOVERNOR.slice(2)) as Hex });
    expect((await faults()).join()).to.match(/^Recalls: works with 0x6060\w+ as Devices, not with /);
    provider.destroy();
  }
});
