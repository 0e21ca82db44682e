import { expect } from "chai";
import { endingAtGoneBlocks } from "../../indexer/program/gone-blocks.ts";

/** What Ponder gets when a node answers so. */
const told = async (answer: unknown, length?: number): Promise<unknown> => {
  const text = JSON.stringify(answer);
  const fetch = endingAtGoneBlocks(async () => new Response(text, { headers: { "content-length": `${length ?? text.length}` } }));
  return (await fetch("http://127.0.0.1:8545")).json();
};

describe("what the indexer is told of blocks that a reorg took away", () => {
  it("is not to ask again, in the words of every node", async () => {
    for (const message of ["unknown block", "Unknown block", "header not found", "block not found: 0xb828"])
      expect(await told({ jsonrpc: "2.0", id: 7, error: { code: -32602, message, data: "0x" } }), message).to.deep.equal({
        ...{ jsonrpc: "2.0", id: 7 },
        error: { code: -32004, message, data: "0x" },
      });
  });

  it("is all that is changed: other errors, answers and what is long come as they are", async () => {
    const others = [
      { jsonrpc: "2.0", id: 1, error: { code: -32005, message: "rate limited" } },
      { jsonrpc: "2.0", id: 1, result: [{ data: "unknown block" }] },
      { jsonrpc: "2.0", id: 1, result: null },
    ];
    for (const answer of others) expect(await told(answer)).to.deep.equal(answer);
    const gone = { jsonrpc: "2.0", id: 1, error: { code: -32602, message: "unknown block" } };
    expect(await told(gone, 1_000_000)).to.deep.equal(gone);
  });
});
