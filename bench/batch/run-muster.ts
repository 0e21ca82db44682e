// In a process of its own: the whole build of a batch, from the list of units to the finished folder.
import { open } from "node:fs/promises";
import { join } from "node:path";
import { BATCH_FILES } from "../../lib/batch/files.ts";
import { keccak } from "../../lib/batch/keccak.ts";
import { readProof } from "../../lib/domain/unit-tree.ts";
import { buildBatch } from "../../lib/factory/build-batch.ts";
import { report } from "./report.ts";

const [list = "", out = ""] = process.argv.slice(2);
const began = performance.now();
const { manifest } = await buildBatch(list, out, {
  ...{ gtin: "09506000134352", lot: "L1", order: "text", kind: "device", linkBase: "https://muster.example" },
  made: { from: "2016-03-01", to: "2016-03-02" },
  seed: new Uint8Array(32).fill(5),
});
const seconds = (performance.now() - began) / 1000;
const used = report(manifest.size, seconds);

// Proofs as a static host's visitor reads them, but from a local file; the first thousand warm the code.
const file = await open(join(out, BATCH_FILES.tree));
const read = async (offset: number, length: number): Promise<Uint8Array> =>
  (await file.read(new Uint8Array(length), 0, length, offset)).buffer;
const proofs = 2000;
let proofMs = 0;
for (let i = 0; i < proofs; i++) {
  const before = performance.now();
  await readProof(manifest.size, (i * 7919) % manifest.size, read, keccak);
  if (i >= proofs / 2) proofMs += (performance.now() - before) / (proofs / 2);
}
await file.close();
process.stdout.write(`${JSON.stringify({ ...used, proofMs })}\n`);
