import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import { printedPages, scanned } from "../fixtures/printed.ts";
import { muster, refuse, succeed } from "./muster.ts";

const UNITS = fileURLToPath(new URL("../fixtures/units.csv", import.meta.url));
const WEB = { MUSTER_PUBLIC_URL: "https://muster.example" };

type Printed = { files: string[]; labels: number };

describe("muster batch labels", function () {
  this.timeout(120_000);
  let dir: string;
  let original: string[];
  const at = (name: string): string => join(dir, name);
  const lines = (folder: string): string[] =>
    readFileSync(join(dir, folder, "labels.csv"), "utf8")
      .trim()
      .split("\n");
  const build = (file: string, out: string, ...more: string[]) =>
    succeed(
      ["batch", "build", file, "--gtin", "09506000134352", "--lot", "L1", "--seed-file", at("muster.seed"), "--out", at(out), ...more],
      WEB,
    );
  const command = (out: string, ...more: string[]): string[] => {
    return ["batch", "labels", at("batch"), "--seed-file", at("muster.seed"), "--out", at(out), ...more];
  };

  before(async () => {
    dir = mkdtempSync(join(tmpdir(), "muster-labels-"));
    await build(UNITS, "batch");
    original = lines("batch");
    // As the build advises: nobody keeps the list of codes.
    rmSync(join(dir, "batch", "labels.csv"));
  });
  after(() => rmSync(dir, { recursive: true, force: true }));

  it("prints every label again as it was, from the seed alone", async () => {
    const { files, labels } = await succeed<Printed>(command("all"), WEB);
    expect([files, labels]).to.deep.equal([["labels.csv", "labels.pdf"], 13]);
    expect(lines("all")).to.deep.equal(original);
    const [page] = printedPages(readFileSync(join(dir, "all", "labels.pdf")));
    const links = original.slice(1).map((line) => line.slice(line.indexOf("https://")).replace(/"$/, ""));
    expect((await scanned(page as NonNullable<typeof page>)).map(({ text }) => text).sort()).to.deep.equal(links.sort());
  });

  it("prints a range by units or by serials, for label printers alone where asked to", async () => {
    await succeed<Printed>(command("units", "--first", "3", "--last", "5", "--form", "csv"), WEB);
    expect(readdirSync(at("units"))).to.deep.equal(["labels.csv"]);
    expect(lines("units").slice(1)).to.deep.equal(original.slice(4, 7));
    const serialOf = (line: string | undefined): string =>
      /^\d+,\d+,L1,("(?:[^"]|"")*"|[^,]*)/
        .exec(line ?? "")?.[1]
        ?.replace(/^"|"$/g, "")
        .replaceAll('""', '"') ?? "";
    const [from, to] = [serialOf(original[4]), serialOf(original[6])];
    await succeed<Printed>(
      command("serials", `--from-serial=${from}`, `--to-serial=${to}`, "--symbol", "datamatrix", "--stock", "L7160"),
      WEB,
    );
    expect(lines("serials").slice(1)).to.deep.equal(original.slice(4, 7));
    const [page] = printedPages(readFileSync(join(dir, "serials", "labels.pdf")));
    expect((await scanned(page as NonNullable<typeof page>)).map(({ format }) => format)).to.deep.equal([
      "DataMatrix",
      "DataMatrix",
      "DataMatrix",
    ]);
  });

  it("refuses another seed, a seed that is not there, parts, an empty range and stock that is too small, and leaves nothing", async () => {
    writeFileSync(at("other.seed"), `muster-seed/1 ${"ab".repeat(32)}\n`, { mode: 0o600 });
    const other = command("no").map((word) => (word === at("muster.seed") ? at("other.seed") : word));
    const missing = command("no").map((word) => (word === at("muster.seed") ? at("missing.seed") : word));
    await build(UNITS, "parts", "--model-kind", "component");
    const parts = command("no").map((word) => (word === at("batch") ? at("parts") : word));
    const codes: string[] = [];
    for (const args of [
      other,
      missing,
      parts,
      command("no", "--first", "13"),
      command("no", "--stock", "L4731"),
      command("no", "--stock", "x"),
    ])
      codes.push((await refuse(args, WEB)).code);
    expect(codes).to.deep.equal([
      "seed-other",
      "invalid-seed",
      "batch-without-labels",
      "label-range-empty",
      "label-too-small",
      "label-stock-invalid",
    ]);
    expect(readdirSync(dir).filter((name) => /no|missing/.test(name))).to.deep.equal([]);
  });

  it("never overwrites labels, and says with exit code 2 what it does not understand", async () => {
    await succeed<Printed>(command("once", "--form", "csv", "--first", "0", "--last", "0"), WEB);
    expect((await refuse(command("once", "--form", "csv"), WEB)).code).to.equal("batch-exists");
    for (const more of [
      ["--from-serial", "1"],
      ["--first", "1", "--from-serial", "1", "--to-serial", "2"],
      ["--start-at", "25"],
      ["--offset", "1"],
      ["--min-module", "0.1"],
      ["--symbol", "aztec"],
      ["--sheets-per-file", "0"],
    ]) {
      const { code } = await muster(command("no", ...more), WEB);
      expect(code, more.join(" ")).to.equal(2);
    }
    expect(readdirSync(dir)).not.to.include("no");
  });
});
