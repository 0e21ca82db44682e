import { createReadStream } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import { parse } from "csv-parse";
import { keccak256 } from "viem";
import { WORK_FILES } from "../../lib/batch/files.ts";
import { readRows, type SortedRows } from "../../lib/batch/read-rows.ts";
import { keptSerial, keptSignerHash } from "../../lib/batch/rows.ts";
import { MusterError } from "../../lib/domain/errors.ts";
import type { FactoryBatch } from "../../lib/domain/factory-csv.ts";
import { memoryWorkspace, sha256 } from "./support/workspace.ts";

const FIXTURE = fileURLToPath(new URL("../fixtures/units.csv", import.meta.url));
const BATCH: FactoryBatch = { gtin: "09506000134352", lot: "L1", order: "text" };
const SIGNER = `0x${"1a".repeat(20)}`;

type Limits = { maxRows?: number; maxBytes?: number };
type Read = SortedRows & { serials: string[]; hashes: (string | null)[] };

async function readFrom(source: AsyncIterable<Uint8Array>, batch: Partial<FactoryBatch> = {}, limits: Limits = {}): Promise<Read> {
  const work = memoryWorkspace();
  const sorted = await readRows(source, { ...BATCH, ...batch }, work, await work.open(WORK_FILES.sorted), { parse, sha256, ...limits });
  expect([...work.files.keys()]).to.deep.equal([WORK_FILES.sorted]);
  const rows = work.files.get(WORK_FILES.sorted) as Buffer;
  expect(rows.length).to.equal(sorted.rows * sorted.rowBytes);
  const at = Array.from({ length: sorted.rows }, (_, i) => i * sorted.rowBytes);
  return {
    ...sorted,
    serials: at.map((offset) => Buffer.from(keptSerial(rows, offset)).toString("latin1")),
    hashes: at.map((offset) => {
      const hash = keptSignerHash(rows, offset, sorted.rowBytes);
      return hash && `0x${Buffer.from(hash).toString("hex")}`;
    }),
  };
}

/** In pieces of a few bytes, so that every character is once the last of a piece. */
async function* pieces(content: string | Buffer, size = 7): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(content as string);
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

const read = (content: string | Buffer, batch?: Partial<FactoryBatch>, limits?: Limits): Promise<Read> =>
  readFrom(pieces(content), batch, limits);
const serials = async (content: string | Buffer, batch?: Partial<FactoryBatch>): Promise<string[]> => (await read(content, batch)).serials;
const messageOf = async (reading: Promise<unknown>): Promise<string> => {
  const error = await reading.then(
    () => "accepted",
    (caught: unknown) => caught,
  );
  expect(error, String((error as Error).stack ?? error)).to.be.instanceOf(MusterError);
  return (error as MusterError).message;
};

describe("reading a factory file", () => {
  it("takes awkward serials exactly, with byte order mark, CRLF and quotes, in the declared order", async () => {
    const rows = await readFrom(createReadStream(FIXTURE));
    expect(rows.serials).to.deep.equal([
      ...["0001", "01", "1", "12345678901234567890", "=1+1", "A%2F1", "A+B/1", "A-1", "C,D", 'Q"1', "U96Y28876", "U96Y29128", "a-1"],
    ]);
    const zero = `0x${"00".repeat(32)}`;
    expect(rows.hashes.filter((hash) => hash !== zero)).to.deep.equal([keccak256(`0x${"11".repeat(20)}a1b2c3`)]);
    expect(rows.hashes[10]).not.to.equal(zero);
    expect(rows.signers).to.equal(1);
  });

  it("takes tabs and semicolons, old Mac line ends, empty lines and a last line without an end", async () => {
    expect(await serials("serial\tlot\n2\tL1\n1\tL1")).to.deep.equal(["1", "2"]);
    expect(await serials("serial;lot\n2;L1\n\n1;L1\n")).to.deep.equal(["1", "2"]);
    expect(await serials("serial,lot\r2,L1\r1,L1\r")).to.deep.equal(["1", "2"]);
    expect(await serials("\ufeffserial,lot\r\n2,L1\r\n1,L1\r\n")).to.deep.equal(["1", "2"]);
    expect(await serials('serial,lot\n"a;b",L1\n')).to.deep.equal(["a;b"]);
  });

  it("orders numbers by value and keeps their zeros", async () => {
    expect(await serials("serial\n10\n9\n007\n", { order: "numeric" })).to.deep.equal(["007", "9", "10"]);
  });

  it("counts lines as an editor does, also after empty ones and cells of several lines", async () => {
    expect(await messageOf(read("serial,lot\n1,L1\n\n\n1,L1\n"))).to.equal("Line 5, column serial: 1 stands in line 2 already.");
    expect(await messageOf(read('serial,lot\n1,L1\n"a\nb",L1\n'))).to.equal(
      "Line 4, column serial: the control character U+000A is not allowed in it.",
    );
  });

  it("refuses a NUL byte and bytes that are not UTF-8 with line and column", async () => {
    expect(await messageOf(read("serial\n1\n2\0\n"))).to.equal("Line 3, column serial: a NUL byte is not allowed in it.");
    expect(await messageOf(read(Buffer.from("serial\n1\n\xff2\n", "latin1")))).to.match(/^Line 3, column serial: /);
  });

  it("refuses UTF-16, emptiness and a heading alone", async () => {
    expect(await messageOf(read(Buffer.from("\ufeffserial\n1\n", "utf16le")))).to.equal("The file is in UTF-16.");
    expect(await messageOf(read(""))).to.equal("The file lists no units.");
    expect(await messageOf(read("serial\n"))).to.equal("The file lists no units.");
  });

  it("refuses misplaced quotes, naming the line", async () => {
    for (const content of ['serial\n1\n"2\n3\n', 'serial\n1\n2"\n', 'serial\n1\n"2"x\n'])
      expect(await messageOf(read(content)), content).to.equal("Line 3: a quote is misplaced or never closed.");
  });
});

describe("what stands twice in a factory file", () => {
  it("is found however far apart, and the earliest line that repeats another is named with it", async () => {
    const line = (i: number): string => (i === 140_000 ? "SN77" : i === 145_000 ? "SN5" : `SN${i}`);
    async function* many(): AsyncGenerator<Uint8Array> {
      yield Buffer.from("serial\n");
      for (let i = 0; i < 150_000; i += 1000) yield Buffer.from(Array.from({ length: 1000 }, (_, k) => `${line(i + k)}\n`).join(""));
    }
    // More rows than are sorted at a time, so the two stand in different runs.
    expect(await messageOf(readFrom(many()))).to.equal("Line 140002, column serial: SN77 stands in line 79 already.");
  });

  it("may be a device key: in any case, behind any verifier, and an account as well", async () => {
    const keys = (...signers: string[]): string => `serial,device_signer\n${signers.map((signer, i) => `${i},${signer}\n`).join("")}`;
    const message = "Line 4, column device_signer: line 2 names the same device key.";
    expect(await messageOf(read(keys(`${SIGNER}abcd`, `${SIGNER}ef01`, `${SIGNER}ABCD`)))).to.equal(message);
    expect(await messageOf(read(keys(`${SIGNER}abcd`, "", `0x${"2b".repeat(20)}abcd`)))).to.equal(message);
    expect(await messageOf(read(keys(SIGNER, `${SIGNER}01`, SIGNER)))).to.equal(message);
    expect((await read(keys(`${SIGNER}abcd`, "", "", `${SIGNER}abce`))).signers).to.equal(2);
  });

  it("is named by its line whichever it is, serial or key", async () => {
    const content = (second: string, third: string): string => `serial,device_signer\n1,${SIGNER}01\n${second}\n${third}\n`;
    expect(await messageOf(read(content(`1,${SIGNER}02`, `2,${SIGNER}01`)))).to.match(/^Line 3, column serial/);
    expect(await messageOf(read(content(`2,${SIGNER}01`, `1,${SIGNER}02`)))).to.match(/^Line 3, column device_signer/);
  });
});

describe("component lots in a factory file", () => {
  const components = { board: "09506000134369", radio: "09506000134376" };
  const list = (...rows: [serial: string, board: string, radio: string][]): string =>
    `serial,board,radio\n${rows.map((row) => `${row.join(",")}\n`).join("")}`;

  it("become ranges of units in the order of the serials, joined where they meet", async () => {
    const rows: [string, string, string][] = [
      ["4", "B2", "R1"],
      ["1", "B1", ""],
      ["3", "B1", "R1"],
      ["2", "B1", "R1"],
      ["5", "B1", "R1"],
      ["6", "", ""],
    ];
    expect((await read(list(...rows), { components })).components).to.deep.equal([
      { gtin: components.board, lot: "B2", first: 3, last: 3 },
      { gtin: components.radio, lot: "R1", first: 1, last: 4 },
      { gtin: components.board, lot: "B1", first: 0, last: 2 },
      { gtin: components.board, lot: "B1", first: 4, last: 4 },
    ]);
    expect((await read("serial\n1\n")).components).to.deep.equal([]);
  });

  it("may change as often as a batch can have parts, and no more", async () => {
    const changing = (units: number): string =>
      list(...Array.from({ length: units }, (_, i): [string, string, string] => [`${1000 + i}`, i % 2 ? "B1" : "B2", ""]));
    expect((await read(changing(32), { components })).components).to.have.length(32);
    expect(await messageOf(read(changing(33), { components }))).to.match(/so often that they make 33 ranges of units; 32 are allowed/);
  });
});

describe("a list beyond all measure", () => {
  /** Endless, until whoever reads it stops. */
  async function* endless(start: string, then: Uint8Array): AsyncGenerator<Uint8Array> {
    yield Buffer.from(start);
    for (;;) yield then;
  }
  const grown = async (reading: () => Promise<string>): Promise<string> => {
    const before = process.memoryUsage().rss;
    const message = await reading();
    expect(process.memoryUsage().rss - before).to.be.lessThan(100 * 2 ** 20);
    return message;
  };
  const block = (text: string): Buffer => Buffer.from(text.repeat(Math.ceil(1_000_000 / text.length)));

  it("is refused at a line of ten megabytes, with its line", async () => {
    const line = async function* (): AsyncGenerator<Uint8Array> {
      yield Buffer.from("serial\n1\n");
      for (let megabyte = 0; megabyte < 10; megabyte++) yield block("x");
      yield Buffer.from("\n2\n");
    };
    expect(await grown(() => messageOf(readFrom(line())))).to.equal("Line 3: it is longer than 16384 bytes.");
    expect(await grown(() => messageOf(readFrom(endless("", block("x")))))).to.equal("Line 1: it is longer than 16384 bytes.");
  });

  it("is refused at a quote that never closes, with its line", async () => {
    expect(await grown(() => messageOf(readFrom(endless('serial\n1\n"', block("2\n")))))).to.equal(
      "Line 3: it is longer than 16384 bytes.",
    );
  });

  it("is refused after as many rows and bytes as a batch can have, if it is a stream without an end", async () => {
    async function* rows(): AsyncGenerator<Uint8Array> {
      yield Buffer.from("serial\n");
      for (let i = 0; ; i += 1000) yield Buffer.from(Array.from({ length: 1000 }, (_, k) => `SN${i + k}\n`).join(""));
    }
    expect(await grown(() => messageOf(readFrom(rows(), {}, { maxRows: 140_000 })))).to.equal("The file lists more than 140000 units.");
    const limits = { maxBytes: 5_000_000 };
    expect(await grown(() => messageOf(readFrom(endless("serial\n1\n", block("\n")), {}, limits)))).to.equal(
      "The list of units is larger than 5000000 bytes.",
    );
  });
});
