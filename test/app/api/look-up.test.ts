import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { type Address, bytesToHex, getAddress, type Hex, hexToBytes, keccak256, sha256, toBytes } from "viem";
import { proofRoutes } from "../../../app/api/_routes/proof.ts";
import { resolveRoutes } from "../../../app/api/_routes/resolve.ts";
import { batchId } from "../../../lib/domain/ids.ts";
import { encodeManifest } from "../../../lib/domain/manifest.ts";
import { NODE_BYTES } from "../../../lib/domain/tree-file.ts";
import { buildTree, rootFrom, treeRoot } from "../../../lib/domain/unit-tree.ts";
import type { BatchView } from "../../../lib/feed/wire.ts";
import { ask, openSite, type Site } from "./site.ts";

const GTIN = "09506000134352";
const word = (text: string): Hex => keccak256(toBytes(text));
const claimKey: Address = getAddress(`0x${word("claim key").slice(-40)}`);

describe("which unit a code or a label belongs to", () => {
  let site: Site;
  let routes: ReturnType<typeof resolveRoutes>;
  before(async () => {
    site = await openSite();
    const { tags, store } = site.services;
    await store.resolver.importRows([
      {
        batchId: batchId(3),
        index: 17,
        serialTagKey: await tags.ofSerial(GTIN, "NG2-24W48", "U96Y20017"),
        claimTagKey: await tags.ofClaimKey(claimKey),
        deviceSignerHash: word("signer"),
        serialTag: word("serial tag"),
      },
    ]);
  });
  beforeEach(() => {
    routes = resolveRoutes(site.provide);
  });
  after(() => site.close());

  const resolve = (body: unknown, visitor?: string) => ask(routes.POST, { method: "POST", body, visitor, origin: null });

  it("is told with the rest of the leaf to who holds the code", async () => {
    expect((await resolve({ claimKey })).body).to.deep.equal({
      deviceId: "3-17",
      deviceSignerHash: word("signer"),
      serialTag: word("serial tag"),
    });
  });

  it("is told without it to who reads the label", async () => {
    expect((await resolve({ gtin: GTIN, lot: "NG2-24W48", serial: "U96Y20017" })).body).to.deep.equal({ deviceId: "3-17" });
  });

  it("is the same answer for everything unknown", async () => {
    const answers = [
      await resolve({ claimKey: getAddress(`0x${word("other").slice(-40)}`) }),
      await resolve({ gtin: GTIN, lot: "NG2-24W48", serial: "U96Y20018" }),
      await resolve({ gtin: GTIN, lot: "NG2-24W49", serial: "U96Y20017" }),
      await resolve({ gtin: "09506000246819", lot: "NG2-24W48", serial: "U96Y20017" }),
    ];
    expect(new Set(answers.map(({ status, body }) => JSON.stringify([status, body]))).size).to.equal(1);
    expect(answers[0]?.status).to.equal(404);
  });

  it("counts capitals and leading zeros of a serial", async () => {
    expect((await resolve({ gtin: GTIN, lot: "NG2-24W48", serial: "u96y20017" })).status).to.equal(404);
    expect((await resolve({ gtin: GTIN, lot: "NG2-24W48", serial: "0U96Y20017" })).status).to.equal(404);
  });

  it("takes a question in one of the two forms only, and never the code itself", async () => {
    for (const body of [
      {},
      { claimKey: "0x12" },
      { claimKey, gtin: GTIN },
      { code: "4TDV-9M20" },
      { gtin: GTIN, lot: "NG2-24W48" },
      { gtin: GTIN, lot: "a|b", serial: "1" },
      [],
    ])
      expect((await resolve(body)).status, JSON.stringify(body)).to.equal(400);
    expect((await resolve({ gtin: "09506000134353", lot: "A", serial: "1" })).body.code).to.equal("invalid-gtin");
  });

  it("slows down who asks again and again, and says when to come back", async () => {
    const answers = [];
    for (let i = 0; i < 30; i++) answers.push(await resolve({ gtin: GTIN, lot: "A", serial: `${i}` }, "2001:db8::1"));
    expect(answers.at(0)?.status).to.equal(404);
    const last = answers.at(-1);
    expect([last?.status, last?.body.code]).to.deep.equal([429, "too-many-requests"]);
    expect(Number(last?.headers.get("retry-after"))).to.be.within(1, 60);
    // a whole /64 is one visitor, the next one is another
    expect((await resolve({ claimKey }, "2001:db8::ffff:2")).status).to.equal(429);
    expect((await resolve({ claimKey }, "2001:db8:0:1::1")).status).to.equal(200);
  });

  it("slows down who pretends to be many, and answers those with a code all the same", async () => {
    let refused = 0;
    for (let i = 0; i < 350; i++) {
      const { status } = await resolve({ gtin: GTIN, lot: "A", serial: `${i}` }, `203.0.${i >> 8}.${i & 255}`);
      if (status === 429) refused++;
    }
    expect(refused).to.be.within(20, 50);
    expect((await resolve({ claimKey }, "198.51.100.1")).status).to.equal(200);
  });
});

describe("the proof that a unit is in its batch", () => {
  const SIZE = 5;
  const leaves = Array.from({ length: SIZE }, (_, i) => hexToBytes(word(`leaf ${i}`)));
  const tree = buildTree(Uint8Array.from(leaves.flatMap((leaf) => [...leaf])));
  const root = bytesToHex(treeRoot(tree));
  let site: Site;
  before(async () => {
    site = await openSite();
    const manifest = encodeManifest({
      format: "muster-batch/1",
      model: { gtin: GTIN, kind: "device" },
      lot: "L-1",
      order: "text",
      size: SIZE,
      made: { from: "2024-01-01", to: "2024-01-02" },
      signers: 0,
      root: root as `0x${string}`,
      tree: { sha256: sha256(tree), bytes: tree.length },
    });
    await site.services.documents.put(manifest);
    await site.services.documents.put(tree);
    const batch = { size: SIZE, root, manifest: sha256(manifest) };
    site.register.batches.push({ id: 1, ...batch } as BatchView, { id: 2, ...batch, manifest: word("nowhere") } as BatchView);
  });
  after(() => site.close());

  const prove = (deviceId: string) => ask(proofRoutes(site.provide).GET, { params: { deviceId } });

  it("leads from each leaf to the root", async () => {
    for (let index = 0; index < SIZE; index++) {
      const { proof } = (await prove(`1-${index}`)).body as { proof: Hex[] };
      const reached = rootFrom(
        leaves[index] as Uint8Array,
        index,
        proof.map((node) => hexToBytes(node)),
      );
      expect(bytesToHex(reached), `${index}`).to.equal(root);
    }
  });

  it("is not given for units and batches that do not exist", async () => {
    expect((await prove(`1-${SIZE}`)).body.code).to.equal("unit-unknown");
    expect((await prove("9-0")).status).to.equal(404);
    expect((await prove("1-0x")).body.code).to.equal("invalid-id");
  });

  it("is said to be missing when the maker has left no files", async () => {
    const { status, body } = await prove("2-0");
    expect([status, body.code]).to.deep.equal([404, "proof-missing"]);
  });

  it("is not given from a tree that was altered or cut short", async () => {
    const path = join(site.documentsDir, sha256(tree).slice(2));
    const altered = Uint8Array.from(tree);
    altered[NODE_BYTES] = (altered[NODE_BYTES] as number) ^ 1;
    writeFileSync(path, altered);
    expect((await prove("1-0")).body.code).to.equal("document-altered");
    writeFileSync(path, tree.slice(0, 3 * NODE_BYTES));
    expect((await prove("1-4")).body.code).to.equal("proof-missing");
  });
});
