import { expect } from "chai";
import { JsonRpcProvider } from "ethers";
import { createPublicClient, createWalletClient, type Hex, http } from "viem";
import { mnemonicToAccount } from "viem/accounts";
import { accessManagerAbi } from "../../lib/chain/abis.generated.ts";
import { admit } from "../../lib/chain/calls.ts";
import type { Deployment } from "../../lib/chain/deployments.ts";
import { createSender, send } from "../../lib/chain/send.ts";
import { castMember, isWellKnown, LOCAL_DEPLOYER } from "../../lib/domain/cast.ts";
import { deploy } from "../../scripts/deploy.ts";
import { type Roles, readRoles, reportOf, roleFaults } from "../../scripts/deployed-roles.ts";
import { type Chain, startChain } from "../../scripts/services/chain.ts";
import { anyPort } from "../../scripts/services/ports.ts";

/** Whose keys every local development chain prints. */
const DEVELOPMENT_PHRASE = "test test test test test test test test test test test junk";
const gus = castMember("gus").address;
const eve = castMember("eli").address;

describe("The deployment", function () {
  this.timeout(60_000);
  let chain: Chain;
  before(async () => {
    chain = await startChain({ port: await anyPort() });
  });
  after(() => chain?.stop());

  const failure = (attempt: Promise<unknown>): Promise<string> =>
    attempt.then(
      () => "",
      (error: Error) => error.message,
    );
  const hasAdminRole = (record: Deployment, account: Hex) =>
    createPublicClient({ transport: http(chain.rpcUrl) }).readContract({
      ...{ address: record.contracts.AccessManager, abi: accessManagerAbi, functionName: "hasRole" },
      args: [0n, account],
    });

  it("leaves the governor alone with the admin role and its delay, and the deployer with nothing", async () => {
    const record = await deploy({ network: "local", rpcUrl: chain.rpcUrl, delay: 3_600 });
    expect(record).to.include({ deployer: LOCAL_DEPLOYER, governor: gus, delay: 3_600 });
    expect(await hasAdminRole(record, gus)).to.deep.equal([true, 3_600]);
    expect((await hasAdminRole(record, LOCAL_DEPLOYER))[0]).to.equal(false);
  });

  it("makes the governor announce its acts, where there is a delay", async () => {
    const record = await deploy({ network: "local", rpcUrl: chain.rpcUrl, delay: 3_600 });
    const sender = await createSender(chain.rpcUrl, record.chainId, { type: "json-rpc", address: gus });
    const body = { kind: "manufacturer", admin: eve, name: "Any", domain: "any.example", country: "DE" } as const;
    const admission = send(sender, admit(record, body));
    expect(await failure(admission)).to.equal("This act of governance was not announced.");
  });

  it("refuses a deployer who is to govern as well", async () => {
    const attempt = deploy({ network: "local", rpcUrl: chain.rpcUrl, governor: LOCAL_DEPLOYER });
    expect(await failure(attempt)).to.match(/^0xf39F\w+ cannot deploy and govern: the deployer gives up every right at the end\. /);
  });

  it("knows the deployer of local chains as one whose key everybody has", () => {
    expect([isWellKnown(LOCAL_DEPLOYER), isWellKnown(gus), isWellKnown(`0x${"42".repeat(20)}`)]).to.deep.equal([true, true, false]);
    for (let addressIndex = 0; addressIndex < 20; addressIndex++)
      expect(isWellKnown(mnemonicToAccount(DEVELOPMENT_PHRASE, { addressIndex }).address), `account ${addressIndex}`).to.equal(true);
  });

  it("is judged by what the chain says, not by what was meant", async () => {
    const record = await deploy({ network: "local", rpcUrl: chain.rpcUrl });
    const { AccessManager } = record.contracts;
    const hash = await createWalletClient({ transport: http(chain.rpcUrl), account: gus }).writeContract({
      ...{ chain: null, address: AccessManager, abi: accessManagerAbi, functionName: "grantRole", args: [7n, eve, 0] },
    });
    await createPublicClient({ transport: http(chain.rpcUrl) }).waitForTransactionReceipt({ hash });
    const provider = new JsonRpcProvider(chain.rpcUrl);
    expect(roleFaults(await readRoles(provider, record), record)).to.deep.equal([`${eve} holds role 7.`]);
    provider.destroy();
  });

  it("fails when a right is in other hands than it must be", async () => {
    const record = await deploy({ network: "local", rpcUrl: chain.rpcUrl });
    const good: Roles = {
      holders: [{ role: 0n, account: gus, delay: 0 }],
      authority: record.contracts.AccessManager,
      recalls: record.contracts.Recalls,
    };
    const bad: [change: Partial<Roles>, fault: RegExp][] = [
      [{ holders: [...good.holders, { role: 0n, account: LOCAL_DEPLOYER, delay: 0 }] }, /^The deployer holds role 0\.$/],
      [{ holders: [...good.holders, { role: 7n, account: eve, delay: 0 }] }, /holds role 7\.$/],
      [{ holders: [] }, /does not hold the admin role\.$/],
      [{ holders: [{ role: 0n, account: gus, delay: 5 }] }, /^The governor acts after 5 s instead of 0 s\.$/],
      [{ authority: eve }, /^Organizations obeys /],
      [{ recalls: null }, /^Devices lets nobody announce/],
      [{ recalls: eve }, /^Devices lets 0x/],
    ];
    expect(roleFaults(good, record)).to.deep.equal([]);
    for (const [change, fault] of bad) expect(roleFaults({ ...good, ...change }, record).join(" ")).to.match(fault);
    expect(reportOf(good, record)).to.have.length(3);
  });
});
