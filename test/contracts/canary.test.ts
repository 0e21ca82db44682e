import { expect } from "chai";
import { load, type Register } from "./fixture.ts";

// Every other test of this folder relies on starting from a fresh register.
describe("test isolation", () => {
  let register: Register;

  beforeEach(async () => {
    register = await load();
  });

  for (const run of ["first", "second"]) {
    it(`shows the ${run} test no trace of another`, async () => {
      const { organizations, governor, boardAdmin, orgs } = register;
      expect((await organizations.organization(orgs.board)).suspended).to.equal(false);
      await organizations.connect(governor).setSuspended(orgs.board, true, "canary");
      expect((await organizations.organization(orgs.board)).suspended).to.equal(true);
      expect((await organizations.organization(orgs.board)).admin).to.equal(boardAdmin.address);
    });
  }
});
