import { expect } from "chai";
import { declarationDigest, encodeDeclaration } from "../../lib/domain/declaration.ts";
import { legalViews, missingFields } from "../../lib/domain/declaration-views.ts";
import { NORTHGATE_DECLARATION, NORTHGATE_FIRST, PETREL_DECLARATION } from "../../scripts/story/declarations.ts";

describe("the declarations of the demonstration", () => {
  it("are complete, and differ", () => {
    const digests = [NORTHGATE_FIRST, NORTHGATE_DECLARATION, PETREL_DECLARATION].map((one) => declarationDigest(encodeDeclaration(one)));
    expect(new Set(digests).size).to.equal(3);
  });

  it("show a maker that answers nearly everything, and one that does not", () => {
    const register = {
      name: "A",
      gtin: "09506000134352",
      maker: { name: "B", domain: "b.example" },
      supportEnd: null,
      declaredOn: "2026-01-01",
      certificates: [],
    };
    const missing = (declaration: typeof PETREL_DECLARATION) =>
      legalViews(declaration, register).reduce((sum, view) => sum + missingFields(view).length, 0);
    expect(missing(NORTHGATE_DECLARATION)).to.be.below(6);
    expect(missing(PETREL_DECLARATION)).to.be.above(10);
  });
});
