import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import { MusterError } from "../../lib/domain/errors.ts";
import type { FactoryBatch, FactoryRow } from "../../lib/domain/factory-csv.ts";
import { readUnits } from "../../lib/factory/read-units.ts";

const FIXTURE = fileURLToPath(new URL("../fixtures/units.csv", import.meta.url));
const BATCH: FactoryBatch = { gtin: "09506000134352", lot: "L1", order: "text" };

describe("reading a factory file", () => {
  let dir: string;
  before(() => {
    dir = mkdtempSync(join(tmpdir(), "muster-csv-"));
  });
  after(() => rmSync(dir, { recursive: true, force: true }));

  const read = (content: string | Buffer, batch: Partial<FactoryBatch> = {}): Promise<FactoryRow[]> => {
    const path = join(dir, "units.csv");
    writeFileSync(path, content);
    return readUnits(path, { ...BATCH, ...batch });
  };
  const serials = async (content: string | Buffer, batch?: Partial<FactoryBatch>) =>
    (await read(content, batch)).map(({ serial }) => serial);
  const messageOf = async (content: string | Buffer): Promise<string> => {
    const error = await read(content).then(
      () => "accepted",
      (caught: unknown) => caught,
    );
    expect(error).to.be.instanceOf(MusterError);
    return (error as MusterError).message;
  };

  it("takes awkward serials exactly, with byte order mark, CRLF and quotes, in the declared order", async () => {
    const rows = await readUnits(FIXTURE, BATCH);
    expect(rows.map(({ serial }) => serial)).to.deep.equal([
      "0001",
      "01",
      "1",
      "12345678901234567890",
      "=1+1",
      "A%2F1",
      "A+B/1",
      "A-1",
      "C,D",
      'Q"1',
      "U96Y28876",
      "U96Y29128",
      "a-1",
    ]);
    expect(rows.find(({ serial }) => serial === "U96Y28876")?.deviceSigner).to.match(/^0x1{40}a1b2c3$/);
  });

  it("takes tabs and semicolons, old Mac line ends, empty lines and a last line without an end", async () => {
    expect(await serials("serial\tlot\n2\tL1\n1\tL1")).to.deep.equal(["1", "2"]);
    expect(await serials("serial;lot\n2;L1\n\n1;L1\n")).to.deep.equal(["1", "2"]);
    expect(await serials("serial,lot\r2,L1\r1,L1\r")).to.deep.equal(["1", "2"]);
    expect(await serials('serial,lot\n"a;b",L1\n')).to.deep.equal(["a;b"]);
  });

  it("orders numbers by value and keeps their zeros", async () => {
    expect(await serials("serial\n10\n9\n007\n", { order: "numeric" })).to.deep.equal(["007", "9", "10"]);
  });

  it("counts lines as an editor does, also after empty ones and cells of several lines", async () => {
    expect(await messageOf("serial,lot\n1,L1\n\n\n1,L1\n")).to.equal("Line 5, column serial: 1 stands in line 2 already.");
    expect(await messageOf('serial,lot\n1,L1\n"a\nb",L1\n')).to.equal(
      "Line 4, column serial: the control character U+000A is not allowed in it.",
    );
  });

  it("refuses a NUL byte and bytes that are not UTF-8 with line and column", async () => {
    expect(await messageOf("serial\n1\n2\0\n")).to.equal("Line 3, column serial: a NUL byte is not allowed in it.");
    expect(await messageOf(Buffer.from("serial\n1\n\xff2\n", "latin1"))).to.match(/^Line 3, column serial: /);
  });

  it("refuses UTF-16, emptiness, a heading alone, and what is no file", async () => {
    expect(await messageOf(Buffer.from("\ufeffserial\n1\n", "utf16le"))).to.equal("The file is in UTF-16.");
    expect(await messageOf("")).to.equal("The file lists no units.");
    expect(await messageOf("serial\n")).to.equal("The file lists no units.");
    const missing = await readUnits(join(dir, "none.csv"), BATCH).catch((error: Error) => error.message);
    expect(missing).to.match(/none\.csv cannot be read: ENOENT\.$/);
    expect(await readUnits(dir, BATCH).catch((error: Error) => error.message)).to.match(/cannot be read: it is not a file\.$/);
  });

  it("refuses misplaced quotes, naming the line", async () => {
    expect(await messageOf('serial\n1\n"2\n3\n')).to.equal("Line 3: a quote is misplaced or never closed.");
    expect(await messageOf('serial\n1\n2"\n')).to.equal("Line 3: a quote is misplaced or never closed.");
    expect(await messageOf('serial\n1\n"2"x\n')).to.equal("Line 3: a quote is misplaced or never closed.");
  });

  it("stops at a line or an open quote beyond all measure, instead of gathering it in memory", async () => {
    const before = process.memoryUsage().rss;
    expect(await messageOf(`serial\n1\n${"x".repeat(30_000_000)}\n`)).to.equal("Line 3: it is longer than 16384 bytes.");
    expect(await messageOf(`serial\n1\n"${"2\n".repeat(15_000_000)}`)).to.equal("Line 3: it is longer than 16384 bytes.");
    expect(process.memoryUsage().rss - before).to.be.lessThan(150_000_000);
  });
});
