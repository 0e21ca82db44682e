import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import { parse } from "csv-parse/sync";
import { bytesToHex, hexToBytes, keccak256, toHex } from "viem";
import { keccak } from "../../lib/batch/keccak.ts";
import type { UnitRecord } from "../../lib/batch/unit-records.ts";
import { formatClaimCode, parseClaimCode } from "../../lib/domain/claim-code.ts";
import { deriveClaimCode } from "../../lib/domain/claim-seed.ts";
import { claimCodeOf, parseDigitalLink } from "../../lib/domain/digital-link.ts";
import { MusterError } from "../../lib/domain/errors.ts";
import { claimKey, NO_CLAIM_KEY, serialSalt, serialTag, unitLeaf } from "../../lib/domain/unit.ts";
import { readProof, rootFrom } from "../../lib/domain/unit-tree.ts";
import { openBatch, unitRecords } from "../../lib/factory/batch-folder.ts";
import { type BatchOrder, buildBatch } from "../../lib/factory/build-batch.ts";
import { fastClaimKey, seedHmac } from "../../lib/factory/derive-unit.ts";
import { openSeed } from "../../lib/factory/seed-file.ts";

const FIXTURE = fileURLToPath(new URL("../fixtures/units.csv", import.meta.url));
const ORDER: BatchOrder = {
  gtin: "9506000134352",
  lot: "L+1/2",
  order: "text",
  kind: "device",
  made: { from: "2016-03-01", to: "2016-03-02" },
  seed: new Uint8Array(32).fill(5),
  linkBase: "https://muster.example",
};

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), "muster-batch-"));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const codeOf = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => "accepted",
    (error: unknown) => (error instanceof MusterError ? error.code : String(error)),
  );

async function recordsOf(path: string): Promise<UnitRecord[]> {
  const records: UnitRecord[] = [];
  for await (const record of unitRecords(await openBatch(path))) records.push(record);
  return records;
}

describe("building a batch", () => {
  it("commits every unit to the root, so that each label claims its own unit and proves its own serial", async () => {
    const out = join(dir, "batch");
    const { manifest, files } = await buildBatch(FIXTURE, out, ORDER);
    expect(files).to.deep.equal(["labels.csv", "manifest.json", "resolver.ndjson", "tree.bin"]);
    expect(manifest).to.deep.include({ size: 13, signers: 1, lot: "L+1/2", model: { gtin: "09506000134352", kind: "device" } });

    const { tree } = await openBatch(out);
    const records = await recordsOf(out);
    const labels = parse<Record<string, string>>(readFileSync(join(out, "labels.csv")), { columns: true });
    expect(labels.map(({ serial }) => serial)).to.deep.equal(records.map(({ serial }) => serial));
    for (const { index, serial, code, link } of labels) {
      const { gtin, lot, serial: linked, fragment } = parseDigitalLink(link as string);
      expect([gtin, lot, linked, fragment]).to.deep.equal(["09506000134352", "L+1/2", serial, code]);
      const bytes = parseClaimCode(code as string);
      expect(claimCodeOf(parseDigitalLink(link as string))).to.deep.equal(bytes);

      const record = records[Number(index)] as UnitRecord;
      const tag = serialTag(serialSalt(bytes), "09506000134352", "L+1/2", serial as string);
      expect([record.claimKey, record.serialTag]).to.deep.equal([claimKey(bytes).toLowerCase(), tag]);
      const proof = await readProof(13, Number(index), (offset, length) => tree.subarray(offset, offset + length));
      expect(bytesToHex(rootFrom(hexToBytes(unitLeaf(record)), Number(index), proof))).to.equal(manifest.root);
    }
  });

  it("gives the same batch from the same file and seed, and another from another seed, lot or GTIN", async () => {
    const build = async (name: string, change: Partial<BatchOrder> = {}) =>
      (await buildBatch(FIXTURE, join(dir, name), { ...ORDER, ...change })).manifest.root;
    const root = await build("a");
    expect(await build("b")).to.equal(root);
    const others = [
      await build("c", { seed: new Uint8Array(32).fill(6) }),
      await build("d", { lot: "L2" }),
      await build("e", { gtin: "09520123456788" }),
    ];
    expect(new Set([root, ...others]).size).to.equal(4);
  });

  it("keeps secrets to their owner", async () => {
    const out = join(dir, "batch");
    await buildBatch(FIXTURE, out, ORDER);
    expect(statSync(out).mode & 0o077).to.equal(0);
    for (const name of readdirSync(out)) expect(statSync(join(out, name)).mode & 0o077, name).to.equal(0);
  });

  it("gives parts no claim key and no labels", async () => {
    const out = join(dir, "parts");
    const { files } = await buildBatch(FIXTURE, out, { ...ORDER, kind: "component", linkBase: undefined });
    expect(files).to.deep.equal(["manifest.json", "resolver.ndjson", "tree.bin"]);
    const records = await recordsOf(out);
    expect(records.every((record) => record.claimKey === NO_CLAIM_KEY)).to.equal(true);
    expect(new Set(records.map((record) => record.serialTag)).size).to.equal(13);
  });

  it("draws labels as sheets of 24", async () => {
    const csv = join(dir, "units.csv");
    writeFileSync(csv, `serial\n${Array.from({ length: 25 }, (_, i) => `SN-${i}\n`).join("")}`);
    const { files } = await buildBatch(csv, join(dir, "batch"), ORDER, { labelSheets: true });
    expect(files).to.include("labels.pdf");
    const pdf = readFileSync(join(dir, "batch", "labels.pdf"), "latin1");
    expect(pdf.startsWith("%PDF-")).to.equal(true);
    expect(pdf).to.match(/\/Count 2\b/);
  });

  it("takes a few seconds for 10,000 units", async () => {
    const csv = join(dir, "units.csv");
    writeFileSync(csv, `serial\n${Array.from({ length: 10_000 }, (_, i) => `SN${i}\n`).join("")}`);
    const before = process.cpuUsage();
    await buildBatch(csv, join(dir, "batch"), ORDER);
    const { user, system } = process.cpuUsage(before);
    // Processor time, which other programs lengthen little: 2 s measured. With a curve in JavaScript it would be 7 s.
    expect((user + system) / 1e6).to.be.lessThan(5);
  });

  it("keeps each of 10,000 units once and in order, though threads derive them in pieces", async () => {
    const csv = join(dir, "units.csv");
    const serials = Array.from({ length: 10_000 }, (_, i) => `SN${i}`);
    writeFileSync(csv, `serial\n${serials.join("\n")}`);
    const { manifest } = await buildBatch(csv, join(dir, "batch"), ORDER);
    const records: UnitRecord[] = [];
    for await (const record of unitRecords({ path: join(dir, "batch"), manifest })) records.push(record);
    expect(records.map(({ serial }) => serial)).to.deep.equal(serials.sort());
    expect(new Set(records.map(({ claimKey }) => claimKey)).size).to.equal(serials.length);
    const tree = readFileSync(join(dir, "batch", "tree.bin"));
    for (const record of [records[0], records[2048], records[9_999]] as UnitRecord[])
      expect(toHex(tree.subarray(record.index * 32, record.index * 32 + 32))).to.equal(unitLeaf(record));
  });

  it("leaves nothing behind when a row is refused", async () => {
    const csv = join(dir, "units.csv");
    writeFileSync(csv, "serial\n1\n2\n1\n");
    expect(await codeOf(buildBatch(csv, join(dir, "out"), ORDER))).to.equal("factory-file-duplicate");
    expect(readdirSync(dir)).to.deep.equal(["units.csv"]);
  });

  it("never overwrites a folder, and sweeps away what killed builds of the same folder left", async () => {
    mkdirSync(join(dir, "taken"));
    expect(await codeOf(buildBatch(FIXTURE, join(dir, "taken"), ORDER))).to.equal("batch-exists");
    // No process has the highest number that Linux can give; our own stands for a build that is still running.
    const [dead, alive] = [".out.building-4194304", `.out.building-${process.ppid}`];
    mkdirSync(join(dir, dead as string));
    writeFileSync(join(dir, dead as string, "labels.pdf"), "half a file");
    mkdirSync(join(dir, alive as string));
    await buildBatch(FIXTURE, join(dir, "out"), ORDER);
    expect(readdirSync(dir).sort()).to.deep.equal([alive, "out", "taken"]);
    expect(readdirSync(join(dir, "out"))).to.deep.equal(["labels.csv", "manifest.json", "resolver.ndjson", "tree.bin"]);
  });

  it("is refused before the file is read when the label's address, the GTIN or the lot is wrong", async () => {
    const attempt = (change: Partial<BatchOrder>) => codeOf(buildBatch(join(dir, "none.csv"), join(dir, "out"), { ...ORDER, ...change }));
    expect(await attempt({ linkBase: undefined })).to.equal("digital-link-invalid");
    expect(await attempt({ gtin: "9506000134353" })).to.equal("invalid-gtin");
    expect(await attempt({ lot: "L 1" })).to.equal("invalid-lot");
  });
});

describe("a built batch", () => {
  it("is refused when a file is missing, altered or cut short", async () => {
    const out = join(dir, "batch");
    await buildBatch(FIXTURE, out, ORDER);
    const alter = async (name: string, change: (content: Buffer) => Buffer | null): Promise<string> => {
      const path = join(out, name);
      const before = readFileSync(path);
      const after = change(before);
      if (after) writeFileSync(path, after);
      else rmSync(path);
      const code = await codeOf(recordsOf(out));
      writeFileSync(path, before);
      return code;
    };
    const flip = (content: Buffer): Buffer => {
      const copy = Buffer.from(content);
      copy[40] = (copy[40] ?? 0) ^ 1;
      return copy;
    };
    expect(await alter("tree.bin", flip)).to.equal("batch-damaged");
    expect(await alter("tree.bin", () => null)).to.equal("batch-damaged");
    expect(await alter("resolver.ndjson", (content) => content.subarray(0, content.length - 60))).to.equal("batch-damaged");
    expect(await alter("resolver.ndjson", (content) => content.subarray(content.indexOf("\n") + 1))).to.equal("batch-damaged");
    const withoutLastLine = (content: Buffer): Buffer => content.subarray(0, content.lastIndexOf("\n", content.length - 2) + 1);
    expect(await alter("resolver.ndjson", withoutLastLine)).to.equal("batch-damaged");
    expect(await alter("manifest.json", (content) => Buffer.from(content.toString().replace('"size": 13', '"size": 12')))).to.equal(
      "manifest-invalid",
    );
    expect(await codeOf(recordsOf(out))).to.equal("accepted");
  });
});

describe("claim codes", () => {
  it("follow from the seed for all time: labels of years ago can be printed again", () => {
    const derive = (serial: string) => deriveClaimCode(seedHmac(new Uint8Array(32).fill(5)), "09506000134352", "L1", serial);
    expect(formatClaimCode(derive("0001"))).to.equal("PRRM-37X5-0MYY-C86T-HYF7-GP0G-V3F3");
    expect(formatClaimCode(derive("1"))).to.equal("Z0NS-BF7H-VDRP-8WA0-9REQ-3YV3-EF4H");
  });
});

describe("the fast derivation", () => {
  it("is the same as the plain one", () => {
    for (let i = 0; i < 50; i++) {
      const code = hexToBytes(keccak256(toHex(i))).slice(0, 16);
      expect(fastClaimKey(code)).to.equal(claimKey(code).toLowerCase());
      expect(bytesToHex(keccak(code))).to.equal(keccak256(code));
    }
  });
});

describe("a seed file", () => {
  it("is made once, for its owner only, and read again afterwards", async () => {
    const path = join(dir, "safe", "muster.seed");
    const first = await openSeed(path);
    expect(first.created).to.equal(true);
    expect(statSync(path).mode & 0o777).to.equal(0o600);
    expect(await openSeed(path)).to.deep.equal({ seed: first.seed, created: false });
    expect(readdirSync(join(dir, "safe"))).to.deep.equal(["muster.seed"]);
    expect(await openSeed(join(dir, "other.seed"))).not.to.deep.include({ seed: first.seed });
  });

  it("cannot be made where there is no place, and a failed attempt leaves nothing", async () => {
    writeFileSync(join(dir, "file"), "");
    expect(await codeOf(openSeed(join(dir, "file", "muster.seed")))).to.equal("invalid-seed");
    expect(readdirSync(dir)).to.deep.equal(["file"]);
  });

  it("is refused when others may read it, when it is damaged, and when it holds no random bytes", async () => {
    const path = join(dir, "muster.seed");
    await openSeed(path);
    chmodSync(path, 0o644);
    expect(await codeOf(openSeed(path))).to.equal("invalid-seed");
    chmodSync(path, 0o600);
    for (const content of ["", "muster-seed/2 00", `muster-seed/1 ${"00".repeat(32)}\n`, `muster-seed/1 ${"ab".repeat(31)}\n`]) {
      writeFileSync(path, content);
      expect(await codeOf(openSeed(path)), content).to.equal("invalid-seed");
    }
    expect(existsSync(path)).to.equal(true);
  });
});
