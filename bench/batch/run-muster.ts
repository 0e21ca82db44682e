// In a process of its own: the whole build of a batch, from the list of units (a path, or - for standard input) to the
// finished folder, or to its refusal.
import { open } from "node:fs/promises";
import { join } from "node:path";
import { BATCH_FILES } from "../../lib/batch/files.ts";
import { keccak } from "../../lib/batch/keccak.ts";
import { MusterError } from "../../lib/domain/errors.ts";
import { readProof } from "../../lib/domain/unit-tree.ts";
import { buildBatch } from "../../lib/factory/build-batch.ts";
import { report } from "./report.ts";

const [list = "", out = ""] = process.argv.slice(2);
const began = performance.now();
const seconds = (): number => (performance.now() - began) / 1000;
const print = (figures: object): void => void process.stdout.write(`${JSON.stringify(figures)}\n`);
try {
  const { manifest } = await buildBatch(list, out, {
    ...{ gtin: "09506000134352", lot: "L1", order: "text", kind: "device", linkBase: "https://muster.example" },
    made: { from: "2016-03-01", to: "2016-03-02" },
    seed: new Uint8Array(32).fill(5),
  });
  const used = report(manifest.size, seconds());
  print({ ...used, proofMs: await proofMs(manifest.size) });
} catch (error) {
  if (!(error instanceof MusterError)) throw error;
  print({ ...report(0, seconds()), refused: error.code, line: error.details.line });
  // What is still coming down the pipe is not waited for.
  process.exit();
}

/** Proofs as a static host's visitor reads them, but from a local file; the first thousand warm the code. */
async function proofMs(size: number): Promise<number> {
  const file = await open(join(out, BATCH_FILES.tree));
  const read = async (offset: number, length: number): Promise<Uint8Array> =>
    (await file.read(new Uint8Array(length), 0, length, offset)).buffer;
  const proofs = 2000;
  let milliseconds = 0;
  for (let i = 0; i < proofs; i++) {
    const before = performance.now();
    await readProof(size, (i * 7919) % size, read, keccak);
    if (i >= proofs / 2) milliseconds += (performance.now() - before) / (proofs / 2);
  }
  await file.close();
  return milliseconds;
}
