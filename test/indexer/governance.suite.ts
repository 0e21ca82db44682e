import { expect } from "chai";
import { encodeFunctionData, type Hex, keccak256, toHex } from "viem";
import { accessManagerAbi, organizationsAbi } from "../../lib/chain/abis.generated.ts";
import * as calls from "../../lib/chain/calls.ts";
import { castMember } from "../../lib/domain/cast.ts";
import type { Register } from "./fixture.ts";
import type { Shared } from "./world.ts";

const DAY = 86_400;
const SECOND_GOVERNOR = castMember("dora").address;

/** A second governor, who acts after a delay as on a public chain; the first goes on acting at once for the other suites. */
export function governanceSuite(shared: Shared): void {
  let register: Register;
  let org: Parameters<typeof calls.setSuspended>[1];

  const manager = (functionName: string, ...args: unknown[]): calls.Call => ({
    ...{ address: register.deployment.contracts.AccessManager, abi: accessManagerAbi, functionName, args },
  });
  const grant = (delay: number) => register.as("gus", manager("grantRole", 0n, SECOND_GOVERNOR, delay));
  const suspension = (reason: string) => calls.setSuspended(register.deployment, org, true, reason);
  const announce = (what: calls.Call) => register.as("dora", calls.announceAct(register.deployment, what));
  const read = async () => {
    await register.settle();
    return register.feed.governance();
  };
  const newest = async () => {
    const [item] = (await read()).items;
    if (!item) throw new Error("nothing is announced");
    return item;
  };
  const delayOf = async (account: string) => (await read()).governors.find((governor) => governor.account === account)?.delay;

  before(() => {
    register = shared.register;
    org = shared.cast.orgs.cobalt;
  });

  after(async () => {
    await register.as("gus", manager("revokeRole", 0n, SECOND_GOVERNOR));
    expect(await delayOf(SECOND_GOVERNOR)).to.equal(undefined);
  });

  it("names who governs, and how long after announcing", async () => {
    expect((await read()).governors).to.deep.equal([{ account: castMember("gus").address, delay: 0 }]);
    await grant(2 * DAY);
    expect(await delayOf(SECOND_GOVERNOR)).to.equal(2 * DAY);
  });

  it("shows what is announced of which body, from when it can be done, and that it was done", async () => {
    await announce(suspension("It no longer controls its domain"));
    const item = await newest();
    expect(item.what).to.deep.equal({ act: "suspend", orgId: org, reason: "It no longer controls its domain" });
    expect(item).to.deep.include({ state: "waiting", caller: SECOND_GOVERNOR, readyAt: item.announcedAt + 2 * DAY });
    expect(item.body?.id).to.equal(org);
    expect((await register.feed.organization(org)).suspended).to.equal(false);

    await register.later(2 * DAY);
    expect((await newest()).state).to.equal("ready");
    await register.as("dora", calls.executeAct(register.deployment, item.target, item.data));
    expect((await newest()).state).to.equal("done");
    expect((await register.feed.organization(org)).suspended).to.equal(true);
    await register.as("gus", calls.setSuspended(register.deployment, org, false, "It controls it again"));
  });

  it("keeps what was called off, and what is announced again as another announcement", async () => {
    const before = (await read()).items.length;
    await announce(suspension("A mistake"));
    const item = await newest();
    await register.as("dora", calls.cancelAct(register.deployment, item.caller, item.target, item.data));
    expect((await newest()).state).to.equal("canceled");
    await announce(suspension("A mistake"));
    const { items } = await read();
    expect(items.slice(0, -before).map(({ state }) => state)).to.deep.equal(["waiting", "canceled"]);
    expect(new Set(items.slice(0, 2).map(({ operation }) => operation)).size).to.equal(1);
  });

  it("shows an admission with its words, a body that does not exist as none, and any other act by its selector", async () => {
    const body = { kind: "laboratory", name: "Elm Test House", domain: "elm.example", country: "DK", admin: SECOND_GOVERNOR } as const;
    await announce(calls.admit(register.deployment, body));
    expect(await newest()).to.deep.include({ what: { act: "admit", ...body }, body: null });
    await announce(calls.setSuspended(register.deployment, 9_999 as typeof org, true, "nobody"));
    expect(await newest()).to.deep.include({ what: { act: "suspend", orgId: 9_999, reason: "nobody" }, body: null });
    await announce(manager("grantRole", 0n, SECOND_GOVERNOR, 7));
    const selector = keccak256(toHex("grantRole(uint64,address,uint32)")).slice(0, 10) as Hex;
    expect((await newest()).what).to.deep.equal({ act: "other", target: register.deployment.contracts.AccessManager, selector });
  });

  it("lets what nobody did for a week run out", async () => {
    const data = encodeFunctionData({ abi: organizationsAbi, functionName: "setSuspended", args: [org, true, "A mistake"] });
    await register.later(9 * DAY);
    const item = (await read()).items.find((announced) => announced.data === data && announced.state !== "canceled");
    expect(item?.state).to.equal("expired");
  });

  it("counts a shorter delay only from when it holds", async () => {
    await grant(DAY);
    expect(await delayOf(SECOND_GOVERNOR)).to.equal(2 * DAY);
    await register.later(DAY);
    expect(await delayOf(SECOND_GOVERNOR)).to.equal(DAY);
  });
}
