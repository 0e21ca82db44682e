import { expect } from "chai";
import { linesOf, readUnitRecords, type UnitRecord } from "../../lib/batch/unit-records.ts";

async function* pieces(...texts: string[]): AsyncGenerator<Uint8Array> {
  for (const text of texts) yield new TextEncoder().encode(text);
}

async function all<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const found: Item[] = [];
  for await (const item of items) found.push(item);
  return found;
}

const record = (index: number): UnitRecord => ({
  index,
  serial: `S${index}`,
  claimKey: `0x${"0".repeat(40)}`,
  deviceSignerHash: `0x${"0".repeat(64)}`,
  serialTag: `0x${"0".repeat(64)}`,
});
const list = (...records: unknown[]): string => records.map((one) => `${JSON.stringify(one)}\n`).join("");
const read = (text: string, size: number): Promise<UnitRecord[]> => all(readUnitRecords(linesOf(pieces(text)), "list", size));
const problemOf = (text: string, size: number): Promise<string> =>
  read(text, size).then(
    () => "none",
    (error) => error.message,
  );

describe("the list of units of a batch", () => {
  it("is split into lines wherever its pieces end, and whatever ends its lines", async () => {
    expect(await all(linesOf(pieces("on", "e\r\ntw", "o\nthree")))).to.deep.equal(["one", "two", "three"]);
    const [letter] = [new TextEncoder().encode("ü")];
    async function* torn(): AsyncGenerator<Uint8Array> {
      yield letter.slice(0, 1);
      yield letter.slice(1);
    }
    expect(await all(linesOf(torn()))).to.deep.equal(["ü"]);
    expect(await all(linesOf(pieces("")))).to.deep.equal([]);
  });

  it("keeps no more than a few thousand characters of a line that does not end", async () => {
    const lines = await all(linesOf(pieces(...Array.from({ length: 20 }, () => "x".repeat(1_000)))));
    expect(Math.max(...lines.map((line) => line.length))).to.be.at.most(4_096);
    expect(await problemOf(`{"index":0,"serial":"${"x".repeat(9_000)}`, 1)).to.contain("line 1 of resolver.ndjson is not readable");
  });

  it("is read whole and in its order, or not at all", async () => {
    expect(await read(list(record(0), record(1)), 2)).to.deep.equal([record(0), record(1)]);
    expect(await problemOf(list(record(1)), 2)).to.contain("line 1 of resolver.ndjson is not readable");
    expect(await problemOf(list(record(0), { index: 1 }), 2)).to.contain("line 2 of resolver.ndjson is not readable");
    expect(await problemOf("serial\nS0\n", 2)).to.contain("line 1 of resolver.ndjson is not readable");
    expect(await problemOf(list(record(0)), 2)).to.contain("resolver.ndjson lists 1 of 2 units");
  });
});
