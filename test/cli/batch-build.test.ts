import { once } from "node:events";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import { type Failure, muster, refuse, start, succeed } from "./muster.ts";

const UNITS = fileURLToPath(new URL("../fixtures/units.csv", import.meta.url));
const WEB = { MUSTER_PUBLIC_URL: "https://muster.example" };

type Built = { folder: string; files: string[]; manifest: { size: number; root: string }; seedCreated: boolean };

describe("muster batch build", function () {
  this.timeout(240_000);
  let dir: string;
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), "muster-build-"));
  });
  afterEach(() => rmSync(dir, { recursive: true, force: true }));

  const command = (file: string, { gtin = "09506000134352", lot = "L1", out = "out" } = {}): string[] => {
    return ["batch", "build", file, "--gtin", gtin, "--lot", lot, "--seed-file", join(dir, "muster.seed"), "--out", join(dir, out)];
  };
  const csv = (content: string | Buffer): string => {
    writeFileSync(join(dir, "units.csv"), content);
    return join(dir, "units.csv");
  };
  const many = (count: number): string => `serial\n${Array.from({ length: count }, (_, i) => `SN${i}\n`).join("")}`;

  it("turns a list of awkward serials into manifest, tree, look-up rows and labels, and tells nobody the seed", async () => {
    const { code, stdout, stderr } = await muster([...command(UNITS), "--labels", "pdf"], WEB);
    expect([code, stderr]).to.deep.equal([0, ""]);
    const { files, manifest, seedCreated } = JSON.parse(stdout) as Built;
    expect(files).to.deep.equal(["labels.csv", "labels.pdf", "manifest.json", "resolver.ndjson", "tree.bin"]);
    expect([manifest.size, seedCreated]).to.deep.equal([13, true]);
    const secret = readFileSync(join(dir, "muster.seed"), "utf8").trim().split(" ")[1] as string;
    expect(secret).to.have.length(64);
    expect(stdout).not.to.contain(secret);
  });

  it("gives the same batch again from the same file and seed, and does not overwrite the first", async () => {
    const first = await succeed<Built>(command(UNITS), WEB);
    const labels = readFileSync(join(dir, "out", "labels.csv"));
    const [second, refused] = await Promise.all([succeed<Built>(command(UNITS, { out: "again" }), WEB), refuse(command(UNITS), WEB)]);
    expect([second.manifest.root, second.seedCreated]).to.deep.equal([first.manifest.root, false]);
    expect(refused.code).to.equal("batch-exists");
    expect(readFileSync(join(dir, "out", "labels.csv"))).to.deep.equal(labels);
  });

  const refusals: [what: string, content: string | Buffer, failure: Partial<Failure>][] = [
    [
      "a duplicate serial",
      "serial\n1\n2\n1\n",
      { code: "factory-file-duplicate", message: "Line 4, column serial: 1 stands in line 2 already." },
    ],
    [
      "a wrong check digit",
      "serial,gtin\n1,09506000134353\n",
      { code: "factory-file-cell", message: "Line 2, column gtin: the check digit of 09506000134353 is wrong." },
    ],
    ["a missing column", "sn\n1\n", { code: "factory-file-column-unknown", message: "Line 1, column sn: the name is not known." }],
    ["no column for serials", "lot\nL1\n", { code: "factory-file-column-missing", message: "Line 1: there is no column serial." }],
    ["a NUL byte", "serial\n1\n2\0\n", { code: "factory-file-cell", message: "Line 3, column serial: a NUL byte is not allowed in it." }],
    [
      "a quote that never closes",
      'serial\n1\n"2\n3\n',
      { code: "factory-file-quote", message: "Line 3: a quote is misplaced or never closed." },
    ],
    ["an empty file", "", { code: "factory-file-empty", message: "The file lists no units." }],
  ];
  for (const [what, content, { code, message }] of refusals) {
    it(`refuses the whole file for ${what}, and leaves nothing behind`, async () => {
      const failure = await refuse(command(csv(content)), WEB);
      expect([failure.code, failure.message]).to.deep.equal([code, message]);
      expect(failure.why).not.to.equal(undefined);
      expect(failure.remedy).not.to.equal(undefined);
      expect(readdirSync(dir).sort()).to.deep.equal(["muster.seed", "units.csv"]);
    });
  }

  it("refuses a wrong GTIN and a wrong lot on the command line", async () => {
    const [gtin, lot] = await Promise.all([
      refuse(command(UNITS, { gtin: "09506000134353" }), WEB),
      refuse(command(UNITS, { lot: "L 1", out: "other" }), WEB),
    ]);
    expect([gtin.message, lot.message]).to.deep.equal([
      "09506000134353 is not a valid GTIN: its last digit would have to be 2.",
      "L 1 is not a lot number: a space is not allowed in it.",
    ]);
    expect(readdirSync(dir)).to.deep.equal([]);
  });

  it("names the line of one bad row among a hundred thousand", async () => {
    const { message } = await refuse(command(csv(`${many(100_000)}SN77\n`)), WEB);
    expect(message).to.equal("Line 100002, column serial: SN77 stands in line 79 already.");
  });

  const sizeOf = (path: string): number => (existsSync(path) ? statSync(path).size : 0);
  /** A build whose threads have begun to derive units. */
  async function begin() {
    const child = start(command(csv(many(20_000))), WEB);
    const ended = once(child, "exit") as Promise<[number | null, NodeJS.Signals | null]>;
    const isDeriving = () => sizeOf(join(dir, `.out.building-${child.pid}`, "resolver.ndjson")) > 0;
    while (!isDeriving()) {
      if (child.exitCode !== null) throw new Error("the build ended before it could be stopped");
      await sleep(5);
    }
    return { child, ended };
  }

  it("killed in the middle leaves no batch, and the next build of another list sweeps away its traces", async () => {
    const { child, ended } = await begin();
    child.kill("SIGKILL");
    expect((await ended)[1]).to.equal("SIGKILL");
    expect(existsSync(join(dir, "out"))).to.equal(false);
    const { manifest } = await succeed<Built>(command(UNITS), WEB);
    expect(manifest.size).to.equal(13);
    expect(readdirSync(dir).sort()).to.deep.equal(["muster.seed", "out", "units.csv"]);
  });

  it("killed again and again at any moment leaves no half batch, and ends as if nothing had happened", async () => {
    const list = csv(many(8_000));
    const began = Date.now();
    await succeed(command(list, { out: "whole" }), WEB);
    const duration = Date.now() - began;
    for (let kill = 1; kill <= 4; kill++) {
      const child = start(command(list), WEB);
      const ended = once(child, "exit");
      await sleep((Math.random() * kill * duration) / 4);
      child.kill("SIGKILL");
      await ended;
      // A kill that came too late finds the batch whole; then there is nothing more to kill.
      if (existsSync(join(dir, "out"))) break;
      expect(readdirSync(dir).filter((name) => name.startsWith(".out.building-")).length).to.be.lessThan(2);
    }
    if (!existsSync(join(dir, "out"))) await succeed(command(list), WEB);
    expect(readdirSync(dir).sort()).to.deep.equal(["muster.seed", "out", "units.csv", "whole"]);
    expect(readdirSync(join(dir, "out"))).to.deep.equal(["labels.csv", "manifest.json", "resolver.ndjson", "tree.bin"]);
    for (const name of readdirSync(join(dir, "out")))
      expect(readFileSync(join(dir, "out", name)).equals(readFileSync(join(dir, "whole", name))), name).to.equal(true);
  });

  it("stopped by Ctrl-C leaves nothing at all", async () => {
    const { child, ended } = await begin();
    child.kill("SIGINT");
    expect(await ended).to.deep.equal([null, "SIGINT"]);
    expect(readdirSync(dir).sort()).to.deep.equal(["muster.seed", "units.csv"]);
  });

  it("reads the list from standard input, in an order that is declared", async () => {
    const order = ["--order", "prefix-set:B,A"];
    const { manifest } = await succeed<Built>([...command("-"), ...order], WEB, "serial\nA2\nB10\nB9\n");
    expect(manifest).to.deep.include({ size: 3, order: { prefixes: ["B", "A"] } });
    const labels = readFileSync(join(dir, "out", "labels.csv"), "utf8")
      .trimEnd()
      .split("\n")
      .slice(1);
    expect(labels.map((line) => line.split(",")[3])).to.deep.equal(["B9", "B10", "A2"]);
    const wrong = await refuse([...command(UNITS, { out: "other" }), "--order", "date-code:DDMM@1"], WEB);
    expect([wrong.code, wrong.message]).to.deep.equal(["serial-order-invalid", "date-code:DDMM@1 is not an order of serials."]);
  });

  it("writes the lots of components into the manifest, as ranges of units", async () => {
    const list = csv("serial,board lot\n3,B2\n1,B1\n2,B1\n");
    const { manifest } = await succeed<Built>([...command(list), "--component", "board lot=614141123452"], WEB);
    expect(manifest).to.deep.include({
      components: [
        { gtin: "00614141123452", lot: "B2", first: 2, last: 2 },
        { gtin: "00614141123452", lot: "B1", first: 0, last: 1 },
      ],
    });
  });
});
