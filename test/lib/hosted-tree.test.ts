import { createHash } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { expect } from "chai";
import { bytesToHex } from "viem";
import { hostedManifest, hostedProof } from "../../lib/batch/hosted-tree.ts";
import { keccak } from "../../lib/batch/keccak.ts";
import { MusterError } from "../../lib/domain/errors.ts";
import { encodeManifest, MANIFEST_FORMAT, type Manifest, manifestDigest } from "../../lib/domain/manifest.ts";
import { buildTree, readProof, rootFrom, treeRoot } from "../../lib/domain/unit-tree.ts";

const UNITS = 100_000;
const leaves = new Uint8Array(UNITS * 32);
for (let i = 0; i < UNITS; i++) new DataView(leaves.buffer).setUint32(i * 32, i + 1);
const tree = Buffer.from(buildTree(leaves, keccak));
const manifest: Manifest = {
  format: MANIFEST_FORMAT,
  model: { gtin: "09506000134352", kind: "device" },
  lot: "L1",
  order: "text",
  size: UNITS,
  made: { from: "2016-03-01", to: "2016-03-02" },
  signers: 0,
  root: bytesToHex(treeRoot(tree)),
  tree: { sha256: `0x${createHash("sha256").update(tree).digest("hex")}`, bytes: tree.length },
};
const manifestBytes = encodeManifest(manifest);

type Answer = (request: IncomingMessage, response: ServerResponse, range: { from: number; to: number } | null) => void;

/** As every static host with ranges does it. */
const ranged: Answer = (_request, response, range) => {
  if (!range) return response.end(tree);
  const { from, to } = range;
  response.writeHead(206, { "content-range": `bytes ${from}-${to}/${tree.length}` }).end(tree.subarray(from, to + 1));
};
const whole: Answer = (_request, response) => response.end(tree);

const codeOf = async (promise: Promise<unknown>): Promise<unknown> => {
  const error: unknown = await promise.then(
    () => new Error("it was not refused"),
    (cause: unknown) => cause,
  );
  return error instanceof MusterError ? [error.code, error.details.problem ?? ""] : error;
};

describe("the tree of a batch on a static host", () => {
  let server: Server;
  let url: string;
  let answer: Answer;
  let asked: string[];

  before((done) => {
    server = createServer((request, response) => {
      if (request.url === "/L1/manifest.json") return response.end(manifestBytes);
      asked.push(request.headers.range ?? "");
      const [, from, to] = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? "") ?? [];
      answer(request, response, from === undefined ? null : { from: Number(from), to: Number(to) });
    });
    server.listen(0, "127.0.0.1", done);
  });
  beforeEach(() => {
    asked = [];
    answer = ranged;
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/L1/`;
  });
  after(() => server.close());

  for (const index of [0, 1, 4711, UNITS - 2, UNITS - 1]) {
    it(`proves unit ${index} by a few ranged requests`, async () => {
      const { leaf, proof, requests, bytes } = await hostedProof({ url }, manifest, index);
      expect(proof).to.deep.equal(await readProof(UNITS, index, (at, length) => tree.subarray(at, at + length), keccak));
      expect(bytesToHex(rootFrom(leaf, index, proof))).to.equal(manifest.root);
      expect(requests).to.equal(asked.length).and.to.be.within(2, 12);
      expect(bytes).to.be.below(32_768);
    });
  }

  it("is read as a whole, and checked, where the host sends no parts", async () => {
    answer = whole;
    const { proof, requests } = await hostedProof({ url }, manifest, 4711);
    expect(proof).to.deep.equal(await readProof(UNITS, 4711, (at, length) => tree.subarray(at, at + length), keccak));
    expect([requests, asked.length]).to.deep.equal([1, 1]);

    const altered = Buffer.from(tree);
    altered.writeUInt8(altered.readUInt8(100) ^ 1, 100);
    answer = (_request, response) => response.end(altered);
    expect(await codeOf(hostedProof({ url }, manifest, 4711))).to.deep.equal(["document-altered", ""]);
    answer = (_request, response) => response.end(tree.subarray(0, -1));
    expect(await codeOf(hostedProof({ url }, manifest, 4711))).to.deep.equal(["document-altered", ""]);
  });

  it("is not believed where a node was altered", async () => {
    answer = (_request, response, range) => {
      const { from, to } = range as { from: number; to: number };
      const part = Buffer.from(tree.subarray(from, to + 1));
      if (from === 4710 * 32) part.writeUInt8(part.readUInt8(0) ^ 1, 0);
      response.writeHead(206, { "content-range": `bytes ${from}-${to}/${tree.length}` }).end(part);
    };
    expect(await codeOf(hostedProof({ url }, manifest, 4711))).to.deep.equal(["document-altered", ""]);
  });

  it("is left alone when the host sends other parts, fewer bytes, more than there are, or none", async () => {
    const problems: unknown[] = [];
    const answers: Answer[] = [
      (_request, response) => response.writeHead(206, { "content-range": `bytes 0-31/${tree.length}` }).end(tree.subarray(0, 32)),
      (_request, response, range) =>
        response.writeHead(206, { "content-range": `bytes ${range?.from}-${range?.to}/${tree.length}` }).end(tree.subarray(0, 7)),
      (_request, response, range) =>
        response.writeHead(206, { "content-range": `bytes ${range?.from}-${range?.to}/*` }).end(tree.subarray(0, 40_000)),
      // Without end, were it read on.
      (_request, response) => {
        const more = (): void => {
          while (!response.destroyed && response.write(tree));
          if (!response.destroyed) response.once("drain", more);
        };
        more();
      },
      (_request, response) => response.writeHead(404).end("<h1>Not found</h1>"),
      (_request, response) => response.destroy(),
    ];
    for (answer of answers) problems.push(await codeOf(hostedProof({ url }, manifest, 4711)));
    expect(problems).to.deep.equal([
      ["batch-host-failed", `it sends another part of the file than was asked for (bytes 0-31/${tree.length})`],
      ["batch-host-failed", "of 64 bytes it sends 7"],
      ["batch-host-failed", "it sends more than the 64 bytes that there are"],
      ["batch-host-failed", `it sends more than the ${tree.length} bytes that there are`],
      ["batch-host-failed", "it answers with status 404"],
      ["batch-host-failed", "it does not answer"],
    ]);
  });

  it("has a manifest that is the one on chain, or is refused", async () => {
    expect(await hostedManifest({ url }, manifestDigest(manifestBytes))).to.deep.equal(manifest);
    expect(await codeOf(hostedManifest({ url }, `0x${"11".repeat(32)}`))).to.deep.equal(["document-altered", ""]);
  });
});
