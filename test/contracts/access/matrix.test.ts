import { expect } from "chai";
import { Interface, type InterfaceAbi } from "ethers";
import { errorsAbi } from "../../../lib/chain/decode-error.ts";
import { ACCESS, BODY_ROLES, ROLES, type Role } from "../../../scripts/access/matrix.ts";
import { ethers } from "../fixture.ts";
import { CALLS, callOf, contractsOf } from "./calls.ts";
import { loadStage, type Stage } from "./stage.ts";

const errors = new Interface(errorsAbi as InterfaceAbi);

/** The refusals that are about who asks. Any other would mean that the table tests something else. */
const ABOUT_THE_SENDER = [
  "AccessManagedUnauthorized",
  "OrganizationsNotAdmin",
  "OrganizationsNotOffered",
  "OrganizationsNotPermitted",
  "OrganizationsWrongKind",
  "OwnerSignedNotOwner",
  "DevicesNotRecalls",
  "RecallsNotYourDraft",
  "RecallsWrongIssuerKind",
  "RecallsNotYourProduct",
  "DisclosuresNotFiled",
  "DisclosuresNotYours",
];

/** How the register answers a role that calls a function: "yes", or the name of the error. */
async function answerTo(stage: Stage, verb: string, role: Role): Promise<string> {
  const actor = stage.actors[role];
  const call = { from: actor.address, ...(await callOf(stage, verb, actor)) };
  return ethers.provider.call(call).then(
    () => "yes",
    (error: { data?: string }) => errors.parseError(error.data ?? "0x")?.name ?? String(error),
  );
}

describe("Access", () => {
  it("has a row, and arguments to try it with, for every function that writes", async () => {
    const writers = Object.entries(contractsOf(await loadStage())).flatMap(([name, { interface: abi }]) => {
      const found: string[] = [];
      abi.forEachFunction(({ name: method, constant }) => constant || found.push(`${name}.${method}`));
      return found;
    });
    expect(Object.keys(ACCESS).sort()).to.deep.equal(writers.sort());
    expect(Object.keys(CALLS).sort()).to.deep.equal(writers);
  });

  describe("while all bodies are in good standing", () => {
    let stage: Stage;
    before(async () => {
      stage = await loadStage();
    });

    for (const [verb, { may = [], inGoodStanding = [] }] of Object.entries(ACCESS)) {
      it(`to ${verb} is as the table says`, async () => {
        for (const role of ROLES) {
          const answer = await answerTo(stage, verb, role);
          const permitted = may === "anyone" || may.includes(role) || (inGoodStanding as readonly Role[]).includes(role);
          expect(answer, role).to.be.oneOf(permitted ? ["yes"] : ABOUT_THE_SENDER);
        }
      });
    }
  });

  describe("while all bodies are suspended", () => {
    let stage: Stage;
    before(async () => {
      stage = await loadStage();
      const { organizations, governor, actors } = stage;
      for (const org of new Set(BODY_ROLES.map((role) => actors[role].org ?? 0)))
        await organizations.connect(governor).setSuspended(org, true, "reason");
    });

    for (const [verb, { may = [], inGoodStanding = [] }] of Object.entries(ACCESS)) {
      it(`to ${verb} is as the table says`, async () => {
        for (const role of BODY_ROLES) {
          const answer = await answerTo(stage, verb, role);
          if (inGoodStanding.includes(role)) expect(answer, role).to.equal("OrganizationsSuspended");
          else if (may === "anyone" || may.includes(role)) expect(answer, role).to.equal("yes");
          else expect(answer, role).to.be.oneOf([...ABOUT_THE_SENDER, "OrganizationsSuspended"]);
        }
      });
    }
  });
});
