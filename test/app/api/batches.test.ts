import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { rowPieces } from "../../../app/_batch/row-pieces.ts";
import { batchesRoutes, treeRoutes, unitsRoutes } from "../../../app/api/_routes/batches.ts";
import { decodeManifest, type Manifest } from "../../../lib/domain/manifest.ts";
import { type BuiltBatch, buildBatch } from "../../../lib/factory/build-batch.ts";
import type { BatchView } from "../../../lib/feed/wire.ts";
import { ask, openSite, organization, type Site } from "./site.ts";

const GTIN = "09506000134352";
const UNITS = 40;

describe("documents and look-up rows of a batch", () => {
  let site: Site;
  let built: BuiltBatch;
  let manifest: Manifest;
  let tree: Uint8Array<ArrayBuffer>;
  let rows: string[];
  const cookies: Record<string, string> = {};
  const dir = mkdtempSync(join(tmpdir(), "muster-api-batches-"));

  before(async () => {
    writeFileSync(join(dir, "units.csv"), `serial\n${Array.from({ length: UNITS }, (_, i) => `SN${i}\n`).join("")}`);
    built = await buildBatch(join(dir, "units.csv"), join(dir, "batch"), {
      ...{ gtin: GTIN, lot: "L1", order: "text", kind: "device", linkBase: "https://muster.example" },
      made: { from: "2016-03-01", to: "2016-03-02" },
      seed: new Uint8Array(32).fill(5),
    });
    manifest = decodeManifest(readFileSync(join(dir, "batch", "manifest.json")));
    tree = Uint8Array.from(readFileSync(join(dir, "batch", "tree.bin")));
    rows = readFileSync(join(dir, "batch", "resolver.ndjson"), "utf8")
      .trim()
      .split("\n");
    site = await openSite();
    const [packer, drafter, outsider] = await Promise.all([site.person(), site.person(), site.person()]);
    Object.assign(cookies, { packer: packer.cookie, drafter: drafter.cookie, outsider: outsider.cookie });
    site.register.organizations.push(
      organization(1, [
        [packer.account.address, ["batches"]],
        [drafter.account.address, ["recall-draft", "models"]],
      ]),
      organization(2, [[outsider.account.address, ["batches"]]]),
    );
    site.register.batches.push(registered(7));
  });
  after(async () => {
    await site.close();
    rmSync(dir, { recursive: true, force: true });
  });

  const registered = (id: number, change: { gtin?: string; lot?: string } = {}): BatchView =>
    ({
      ...{ id, lot: change.lot ?? "L1", size: UNITS, manifest: built.manifestDigest },
      model: { gtin: change.gtin ?? GTIN, kind: "device", maker: { id: 1 } },
    }) as unknown as BatchView;

  const putManifest = (name: string, body: unknown = { orgId: 1, manifest }, origin?: string) =>
    ask(batchesRoutes(site.provide).POST, { method: "POST", cookie: cookies[name], body, origin });
  const putTree = (name: string, bytes = tree, digest = built.manifestDigest, org = 1) =>
    ask(treeRoutes(site.provide).PUT, { method: "PUT", path: `/?org=${org}`, cookie: cookies[name], bytes, params: { manifest: digest } });
  const putRows = (name: string, lines: readonly string[], batch = 7) =>
    ask(unitsRoutes(site.provide).POST, {
      ...{ method: "POST", path: `/?batch=${batch}`, cookie: cookies[name] },
      bytes: Uint8Array.from(Buffer.from(`${lines.join("\n")}\n`)),
      params: { manifest: built.manifestDigest },
    });

  it("are refused before the documents they rest on are there", async () => {
    expect(await putTree("packer")).to.deep.include({ status: 404 });
    expect((await putRows("packer", rows)).body).to.include({ code: "document-unknown" });
  });

  it("are taken from those who register batches for the maker, and from nobody else", async () => {
    expect((await putManifest("packer")).body).to.deep.equal({ digest: built.manifestDigest });
    expect(await putTree("packer")).to.deep.include({ status: 204 });
    expect(await site.services.documents.get(manifest.tree.sha256)).to.deep.equal(tree);
    for (const put of [putManifest, (name: string) => putTree(name), (name: string) => putRows(name, rows)]) {
      expect(await put("drafter")).to.deep.include({ status: 403 });
      expect(await put("outsider")).to.deep.include({ status: 403 });
      expect(await put("visitor")).to.deep.include({ status: 401 });
    }
    expect((await putManifest("packer", undefined, "https://elsewhere.example")).body).to.include({ code: "foreign-origin" });
  });

  it("are a manifest and its tree, and nothing else that somebody would like to have served", async () => {
    for (const other of [null, "text", { ...manifest, note: "free text" }, { ...manifest, size: UNITS + 1 }])
      expect((await putManifest("packer", { orgId: 1, manifest: other })).body).to.include({ code: "manifest-invalid" });
    const altered = tree.with(100, (tree[100] ?? 0) ^ 1);
    expect((await putTree("packer", altered)).body).to.include({ code: "document-other" });
    expect((await putTree("packer", tree.slice(1))).body).to.include({ code: "document-other" });
  });

  it("make units known to the look-up, once", async () => {
    expect((await putRows("packer", rows.slice(0, 15))).body).to.deep.equal({ added: 15 });
    expect((await putRows("packer", rows.slice(10))).body).to.deep.equal({ added: 25 });
    const { store, tags } = site.services;
    const unit = JSON.parse(rows[39] ?? "") as { serial: string; serialTag: string; claimKey: `0x${string}` };
    for (const tag of [await tags.ofSerial(GTIN, "L1", unit.serial), await tags.ofClaimKey(unit.claimKey)])
      expect(await store.resolver.find(tag)).to.include({ batchId: 7, index: 39, serialTag: unit.serialTag });
  });

  it("are rows that the tree proves, of this batch, in their order", async () => {
    const problem = async (lines: string[]) => (await putRows("packer", lines)).body;
    const change = (part: object) => rows.with(1, JSON.stringify({ ...JSON.parse(rows[1] ?? ""), ...part }));
    for (const bad of [
      change({ claimKey: `0x${"11".repeat(20)}` }),
      change({ index: 5 }),
      change({ serial: "no serial" }),
      rows.with(1, "{}"),
      rows.with(1, "row"),
      rows.with(1, rows[2] ?? ""),
    ])
      expect((await problem(bad)).message).to.match(/^Line 2 of the look-up rows/);
    expect(await problem([...rows, JSON.stringify({ ...JSON.parse(rows[0] ?? ""), index: UNITS })])).to.include({
      code: "unit-rows-invalid",
    });
    expect(await problem(Array(5_001).fill(rows[0]))).to.include({ code: "request-invalid" });
  });

  it("are refused under numbers that are not those of the batch on chain", async () => {
    site.register.batches.push(registered(8, { gtin: "09506000210414" }), registered(9, { lot: "L2" }));
    for (const id of [8, 9]) expect((await putRows("packer", rows, id)).body).to.include({ code: "manifest-invalid" });
    site.register.batches.push({ ...registered(10), manifest: `0x${"00".repeat(32)}` });
    expect((await putRows("packer", rows, 10)).body).to.include({ code: "document-other" });
  });

  it("leave the browser in pieces of whole rows", async () => {
    const file = new Blob([`${rows.join("\n")}\n`]);
    const pieces: { text: string; done: number }[] = [];
    for await (const piece of rowPieces(file, 15, 1000)) pieces.push(piece);
    expect(pieces.map(({ done }) => done)).to.deep.equal([15, 30, 40]);
    expect(pieces.map(({ text }) => text).join("")).to.equal(await file.text());
  });
});
