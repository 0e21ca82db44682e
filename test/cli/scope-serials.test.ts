import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { refuse, succeed } from "./muster.ts";

/** Nothing listens there: a phrase is read without anybody being asked. */
const NOWHERE = { MUSTER_RPC_URL: "http://127.0.0.1:9", MUSTER_API_URL: "http://127.0.0.1:9" };

type Read = {
  understood: string;
  items: { says: string; units: number | null }[];
  undecided: { text: string }[];
  batches: { lot: string; order: string; units: number; size: number; ranges: object[] }[];
};

describe("muster scope serials", function () {
  this.timeout(120_000);
  let dir: string;
  const folder = (name: string): string => join(dir, name);
  const read = (phrase: string, ...args: string[]): Promise<Read> => succeed<Read>(["scope", "serials", phrase, ...args], NOWHERE);

  before(async () => {
    dir = mkdtempSync(join(tmpdir(), "muster-serials-"));
    for (const [lot, order, serials] of [
      ["text", "text", ["12J1", "12J2", "12K1", "13A1", "12j1"]],
      ["number", "numeric", Array.from({ length: 300 }, (_, i) => `${2_400_200 + i}`)],
    ] as const) {
      writeFileSync(folder(`${lot}.csv`), `serial\n${serials.join("\n")}\n`);
      const build = ["--gtin", "00614141123452", "--lot", lot, "--model-kind", "component", "--order", order];
      await succeed(["batch", "build", folder(`${lot}.csv`), ...build, "--seed-file", folder("seed"), "--out", folder(lot)], NOWHERE);
    }
  });
  after(() => rmSync(dir, { recursive: true, force: true }));

  it("shows how a phrase is read and which units it names, with the first and the last serial of each range", async () => {
    const { understood, items, undecided, batches } = await read(
      "beginning with 12J, 12K; 24003xx, except 2400311",
      ...["--batch-folder", folder("text"), "--batch-folder", folder("number")],
    );
    expect([understood, undecided]).to.deep.equal(["fully", []]);
    expect(items.map(({ says, units }) => [says, units])).to.deep.equal([
      ["serials beginning with 12J", 2],
      ["serials beginning with 12K", 1],
      ["serials beginning with 24003, 7 characters long", 100],
      ["without serial 2400311", 1],
    ]);
    expect(batches.map(({ lot, order, units, size, ranges }) => ({ lot, order, units, size, ranges }))).to.deep.equal([
      { lot: "text", order: "text", units: 3, size: 5, ranges: [{ first: 0, last: 2, firstSerial: "12J1", lastSerial: "12K1", units: 3 }] },
      {
        ...{ lot: "number", order: "numeric", units: 99, size: 300 },
        ranges: [
          { first: 100, last: 110, firstSerial: "2400300", lastSerial: "2400310", units: 11 },
          { first: 112, last: 199, firstSerial: "2400312", lastSerial: "2400399", units: 88 },
        ],
      },
    ]);
  });

  it("reads without a batch folder as well, and names what nobody has decided", async () => {
    const { understood, items, undecided } = await read("model C21 with serial numbers 100-200, 300", "--set-aside", "C21");
    expect([understood, items.map(({ units }) => units)]).to.deep.equal(["partly", [null, null]]);
    expect(undecided.map(({ text }) => text)).to.deep.equal(["100-200"]);
  });

  it("says which range the order of a batch does not allow, and which folder holds no batch", async () => {
    const wrong = await refuse(["scope", "serials", "12A to 12C", "--batch-folder", folder("number")], NOWHERE);
    expect([wrong.code, wrong.message]).to.deep.equal([
      "serial-phrase-order",
      `12A to 12C cannot be applied to the batch in ${folder("number")}: 12A: it is not a number, but the serials of this batch are ordered by number.`,
    ]);
    expect((await refuse(["scope", "serials", "12", "--batch-folder", dir], NOWHERE)).code).to.equal("batch-damaged");
  });
});
