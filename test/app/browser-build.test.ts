import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import { fastPublicKeys } from "../../app/_batch/curve.ts";
import { type DeriveThread, startDerivePool } from "../../app/_batch/derive-pool.ts";
import { listSource } from "../../app/_batch/list-file.ts";
import { folderWorkspace } from "../../app/_batch/private-folder.ts";
import { sha256Streams } from "../../app/_batch/sha256.ts";
import { browserParse } from "../../app/_batch/split.ts";
import { buildInWorkspace, checkedOrder, type OnProgress } from "../../lib/batch/build.ts";
import type { DeriveSettings } from "../../lib/batch/derive-chunk.ts";
import { type Answer, createAnswers, type Job } from "../../lib/batch/derivers.ts";
import { splitCsv } from "../../lib/batch/split-csv.ts";
import { MusterError } from "../../lib/domain/errors.ts";
import { type BatchOrder, buildBatch } from "../../lib/factory/build-batch.ts";
import { type PrivateFiles, privateFiles } from "./private-files.ts";

const FIXTURE = fileURLToPath(new URL("../fixtures/units.csv", import.meta.url));
const ORDER: BatchOrder = checkedOrder({
  ...{ gtin: "9506000134352", lot: "L1", order: "text", kind: "device", linkBase: "https://muster.example" },
  made: { from: "2016-03-01", to: "2016-03-02" },
  seed: new Uint8Array(32).fill(5),
});

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), "muster-browser-build-"));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

/** What a worker does, in the same thread, and a turn later as messages come. */
function thread(): DeriveThread {
  let answers: Promise<(job: Job) => Answer> | undefined;
  let heard: ((event: { data: Answer }) => void) | undefined;
  return {
    async postMessage(message: DeriveSettings | Job) {
      if ("seed" in message) answers = fastPublicKeys().then((publicKeyOf) => createAnswers(message, publicKeyOf));
      else {
        const data = (await answers)?.(message);
        if (data) setTimeout(() => heard?.({ data }));
      }
    },
    addEventListener(name: "message" | "error", listener: (event: never) => void) {
      if (name === "message") heard = listener as typeof heard;
    },
    terminate: () => undefined,
  };
}

/** All that a browser brings, on files in memory. */
async function build(folder: PrivateFiles, list: string | Buffer, order = ORDER, onProgress?: OnProgress) {
  const sha256 = await sha256Streams();
  const file = Object.assign(new Blob([list as string]), { name: "units.csv" });
  const startDerivers = async (settings: DeriveSettings, jobs: number) => startDerivePool(settings, jobs, 2, thread);
  return buildInWorkspace(
    listSource(file, sha256),
    order,
    { workspace: folderWorkspace(folder), parse: browserParse, sha256, startDerivers },
    { onProgress },
  );
}

const contentOf = ({ files }: PrivateFiles): Record<string, string> =>
  Object.fromEntries([...files].sort().map(([name, bytes]) => [name, bytes.toString("latin1")]));

/** The files of the command's build. */
async function onNode(list: string | Buffer, order = ORDER): Promise<Record<string, string>> {
  writeFileSync(join(dir, "units.csv"), list);
  await buildBatch(join(dir, "units.csv"), join(dir, "batch"), order);
  const names = readdirSync(join(dir, "batch")).sort();
  return Object.fromEntries(names.map((name) => [name, readFileSync(join(dir, "batch", name), "latin1")]));
}

const messageOf = (building: Promise<unknown>): Promise<string> =>
  building.then(
    () => "accepted",
    (error) => (error instanceof MusterError ? error.message : String(error)),
  );

const units = (count: number, rows = (i: number) => `SN${(i * 7919) % count}`): string =>
  `serial\n${Array.from({ length: count }, (_, i) => `${rows(i)}\n`).join("")}`;

describe("a build with what a browser has", function () {
  this.timeout(60_000);

  it("gives the files that the command gives: awkward serials, keys, component lots, several jobs", async () => {
    const lists: [string | Buffer, Partial<BatchOrder>][] = [
      [readFileSync(FIXTURE), {}],
      [units(5000), { order: { prefixes: ["SN"] } }],
      [
        `serial\tdevice_signer\tboard\tnote\n${Array.from({ length: 300 }, (_, i) => `${i}\t${i % 3 ? "" : `0x${"1a".repeat(20)}${`${i}`.padStart(4, "0")}`}\tB${i < 100 ? 1 : 2}\tx\n`).join("")}`,
        { order: "numeric", components: { board: "09506000210414" }, ignoreColumns: ["note"] },
      ],
      [units(10), { kind: "component", linkBase: undefined }],
    ];
    for (const [list, change] of lists) {
      const folder = privateFiles();
      await build(folder, list, { ...ORDER, ...change });
      expect(contentOf(folder)).to.deep.equal(await onNode(list, { ...ORDER, ...change }));
      rmSync(join(dir, "batch"), { recursive: true });
      expect(folder.locked.size).to.equal(0);
    }
  });

  it("complains of the same rows in the same words", async () => {
    const lists = [
      ...["", "serial\n", "serial\n1\n2\n1\n", "serial\n1\n\n2 \n", 'serial\n1\n"2\n3\n', 'serial\n1\n2"2\n', "serial,lot\n1,L1\n2,L2\n"],
      ...["serial\n1\n\u00e4\n", "serial\n1,2\n", "sreial\n1\n", `serial\n${"1".repeat(20_000)}\n`, "serial\n1\0\n"],
      ...[
        Buffer.from([0xff, 0xfe, 0x31, 0x00]),
        Buffer.from("serial\n1\n\xff\xfe\n", "latin1"),
        Buffer.from("serial\n1\n\xe2\x82", "latin1"),
      ],
    ];
    for (const list of lists) {
      const said = await messageOf(build(privateFiles(), list));
      expect(said).to.equal(await messageOf(onNode(list)));
      expect(said, JSON.stringify(list)).to.match(/^(The|Line) /);
    }
  });

  it("reads each byte of the list once, and characters that end in the next piece", async () => {
    const bytes = Buffer.from(Array.from({ length: 300_000 }, (_, i) => `${i},\u00e9\u20ac\u{1f600}\n`).join(""));
    const source = listSource(Object.assign(new Blob([bytes]), { name: "units.csv" }), await sha256Streams());
    const pieces: Uint8Array[] = [];
    for await (const piece of source.read()) pieces.push(piece);
    expect(pieces.length).to.equal(5);
    expect(Buffer.concat(pieces).equals(bytes)).to.equal(true);
    expect(await source.sha256()).to.equal(`0x${createHash("sha256").update(bytes).digest("hex")}`);

    const rows: string[][] = [];
    const single = async function* (): AsyncGenerator<Uint8Array> {
      for (const byte of bytes.subarray(0, 24)) yield Uint8Array.of(byte);
    };
    await splitCsv(single(), { parse: browserParse, onCells: (cells) => void rows.push(cells) });
    expect(rows).to.deep.equal([
      ["0", "\u00e9\u20ac\u{1f600}"],
      ["1", "\u00e9\u20ac\u{1f600}"],
    ]);
  });

  it("that is stopped keeps no batch, and goes on where it was", async () => {
    const folder = privateFiles();
    const stop: OnProgress = (phase, done) => {
      if (phase === "derive" && done === 2048) throw new Error("stopped");
    };
    expect(await messageOf(build(folder, units(5000), ORDER, stop))).to.equal("Error: stopped");
    expect([...folder.files.keys()])
      .to.include("work.journal")
      .and.not.include("manifest.json");
    const seen: string[] = [];
    await build(folder, units(5000), ORDER, (phase, done) => seen.push(`${phase} ${done}`));
    expect(seen.filter((what) => !what.startsWith("tree"))).to.deep.equal(["derive 2048", "derive 4096", "derive 5000"]);
    expect(contentOf(folder)).to.deep.equal(await onNode(units(5000)));
  });

  it("says that there is no more room, and closes every file", async () => {
    const folder = privateFiles();
    folder.room = 300_000;
    expect(await messageOf(build(folder, units(5000)))).to.equal("This browser has no more room for the batch.");
    expect(folder.locked.size).to.equal(0);
  });

  it("waits for the files of a tab that was closed a moment ago", async () => {
    const folder = privateFiles();
    folder.locked.add("tree.bin");
    setTimeout(() => folder.locked.delete("tree.bin"), 200);
    await build(folder, units(10));
    expect(folder.files.has("manifest.json")).to.equal(true);
  });

  it("says that the list was changed or moved since it was chosen", async () => {
    const gone = Object.assign(new Error("gone"), { name: "NotReadableError" });
    const file = { name: "units.csv", size: 10, slice: () => ({ arrayBuffer: () => Promise.reject(gone) }) };
    const source = listSource(file, await sha256Streams());
    expect(await messageOf(source.read()[Symbol.asyncIterator]().next()))
      .to.include("units.csv")
      .and.include("NotReadableError");
    expect(await messageOf(source.sha256())).to.include("NotReadableError");
  });
});

describe("the workers that derive units in a browser", () => {
  const settings: DeriveSettings = { ...ORDER, linkBase: "https://muster.example" };

  it("are as many as there is work for, at most one for each processor, and never none", () => {
    const started = (jobs: number, cores: number) => startDerivePool(settings, jobs, cores, thread).count;
    expect([started(100, 4), started(3, 4), started(100, 64), started(1, Number.NaN)]).to.deep.equal([4, 3, 8, 1]);
  });

  it("fail the build when one of them does", async () => {
    const broken: DeriveThread = {
      ...thread(),
      addEventListener(name: "message" | "error", listener: (event: never) => void) {
        if (name === "error") setTimeout(() => listener({} as never));
      },
    };
    const pool = startDerivePool(settings, 1, 1, () => broken);
    const said = pool.derive({ rows: new Uint8Array(21), rowBytes: 21, first: 0 }).catch((error: Error) => error.message);
    expect(await said).to.equal("a worker could not be started");
  });
});
