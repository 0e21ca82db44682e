import { expect } from "chai";
import { purchaseAnswer } from "../../lib/domain/before-purchase.ts";

describe("what is said before a purchase", () => {
  const declared = { credentials: "shared", keys: "absent" } as const;
  const certificates = [
    { laboratory: { name: "Elm Test House" }, state: "in-force" },
    { laboratory: { name: "Old Labs" }, state: "lapsed" },
  ] as const;

  it("is what was declared, certified and never claimed, with the count that a share comes from", () => {
    const model = { supportEnd: 1_000, declaration: declared, certificates };
    const batches = [
      { size: 90, claimed: 20 },
      { size: 10, claimed: 5 },
    ];
    expect(purchaseAnswer(model, batches, 999)).to.deep.equal({
      ...{ password: "shared", keys: "absent", supportEnd: 1_000, isSupported: true },
      certifiedBy: ["Elm Test House"],
      neverClaimed: { units: 75, of: 100, share: 0.75 },
    });
  });

  it("says nothing where nothing is known, and that support is over once it is", () => {
    const silent = { supportEnd: 0, declaration: null, certificates: [] };
    expect(purchaseAnswer(silent, [], 1)).to.deep.equal({
      ...{ password: null, keys: null, supportEnd: null, isSupported: false, certifiedBy: [], neverClaimed: null },
    });
    expect(purchaseAnswer({ ...silent, supportEnd: 1_000 }, [], 1_000)).to.include({ supportEnd: 1_000, isSupported: false });
  });
});
