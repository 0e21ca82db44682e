import { expect } from "chai";
import { componentParts } from "../../lib/chain/component-parts.ts";
import { MusterError } from "../../lib/domain/errors.ts";
import { batchId, modelId, orgId } from "../../lib/domain/ids.ts";

const GTIN = "00614141123452";
const registered = (org: number, batch: number, lot: string) => ({ batchId: batchId(batch), modelId: modelId(orgId(org), GTIN), lot });
const range = (lot: string) => ({ gtin: GTIN, lot, first: 0, last: 9 });

describe("the parts of a batch, from the lots in its manifest", () => {
  const all = [registered(1, 1, "B1"), registered(1, 2, "B2"), registered(1, 3, "B3"), registered(2, 4, "B3")];

  it("are the batches of these lots", () => {
    expect(componentParts([range("B2"), range("B1")], all)).to.deep.equal([
      { batchId: 2, first: 0, last: 9 },
      { batchId: 1, first: 0, last: 9 },
    ]);
  });

  it("are never guessed", () => {
    expect(() => componentParts([range("B4")], all)).to.throw(MusterError, `Lot B4 of component ${GTIN} is not registered.`);
    expect(() => componentParts([{ ...range("B1"), gtin: "09506000134352" }], all)).to.throw(MusterError, "is not registered");
    expect(() => componentParts([range("B3")], all)).to.throw(MusterError, "is registered more than once, as batches 3, 4.");
  });
});
