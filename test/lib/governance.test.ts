import { expect } from "chai";
import { type Address, encodeFunctionData, type Hex } from "viem";
import * as calls from "../../lib/chain/calls.ts";
import { readGovernanceAct } from "../../lib/chain/governance.ts";
import { delayAt, EXPIRATION, governanceState } from "../../lib/domain/governance.ts";
import { asNumber, orgId } from "../../lib/domain/ids.ts";

const at = (digit: number): Address => `0x${`${digit}`.repeat(40)}`;
const [ORGANIZATIONS, ADMIN, ELSEWHERE, NETWORKS] = [at(1), at(2), at(3), at(4)];
const contracts = { Organizations: ORGANIZATIONS, Networks: NETWORKS };
const register = { contracts };

describe("what governance announced", () => {
  const read = ({ address, abi, functionName, args }: calls.Call, target = address) =>
    readGovernanceAct(contracts, target, encodeFunctionData({ abi, functionName, args: args as unknown[] }));

  it("is read from the call as what it does to which body", () => {
    const body = { kind: "laboratory", admin: ADMIN, name: "Proof", domain: "proof.example", country: "DE" } as const;
    expect(read(calls.admit(register, body))).to.deep.equal({ act: "admit", ...body });
    for (const suspended of [true, false])
      expect(read(calls.setSuspended(register, orgId(3), suspended, "why"))).to.deep.equal({
        act: suspended ? "suspend" : "lift",
        orgId: 3,
        reason: "why",
      });
    expect(read(calls.replaceAdmin(register, orgId(3), ADMIN, "lost"))).to.deep.equal({
      ...{ act: "replace-admin", orgId: 3, admin: ADMIN, reason: "lost" },
    });
  });

  it("is read from the call as which network is to be run by whom", () => {
    const asn = asNumber(64_500);
    for (const operator of [orgId(3), null])
      expect(read(calls.assignNetwork(register, asn, operator, "as the registry says"))).to.deep.equal({
        ...{ act: "assign-network", asn, orgId: operator, reason: "as the registry says" },
      });
    const assignment = calls.assignNetwork(register, asn, orgId(3), "why");
    for (const target of [ORGANIZATIONS, ELSEWHERE]) expect(read(assignment, target).act, "not of that contract").to.equal("other");
    expect(read(calls.replyForNetwork(register, { asn, wantsRetest: false, text: "hello" })).act).to.equal("other");
  });

  it("is shown by its selector where it is anything else, and is never taken for what it only looks like", () => {
    const suspension = calls.setSuspended(register, orgId(3), true, "why");
    expect(read(suspension, ELSEWHERE)).to.deep.include({ act: "other", target: ELSEWHERE });
    expect(read(calls.acceptAdmin(register, orgId(3)))).to.deep.include({ act: "other", target: ORGANIZATIONS });
    for (const data of ["0x", "0x1234", "0x12345678", "0xffffffff00"] as Hex[])
      expect(readGovernanceAct(contracts, ORGANIZATIONS, data)).to.deep.equal({
        ...{ act: "other", target: ORGANIZATIONS, selector: data.slice(0, 10) },
      });
  });

  it("waits for its second, can then be done for a week, and ends once", () => {
    const announced = { readyAt: 1000, executedAt: null, canceledAt: null };
    expect(governanceState(announced, 999)).to.equal("waiting");
    expect(governanceState(announced, 1000)).to.equal("ready");
    expect(governanceState(announced, 1000 + EXPIRATION - 1)).to.equal("ready");
    expect(governanceState(announced, 1000 + EXPIRATION)).to.equal("expired");
    expect(governanceState({ ...announced, executedAt: 1001 }, 9_999_999)).to.equal("done");
    expect(governanceState({ ...announced, canceledAt: 500 }, 9_999_999)).to.equal("canceled");
  });

  it("waits for the delay of its day: a shorter one counts later, and who is new governs later", () => {
    expect(delayAt({ delay: 60, from: 1000, before: 3600 }, 999)).to.equal(3600);
    expect(delayAt({ delay: 60, from: 1000, before: 3600 }, 1000)).to.equal(60);
    expect(delayAt({ delay: 60, from: 1000, before: null }, 999)).to.equal(null);
  });
});
