import { expect } from "chai";

// Fails by design: .ci/run checks that the runner reports it. Not part of `npm test`.
describe("the canary", () => {
  it("fails", () => expect(true).to.equal(false));
});
