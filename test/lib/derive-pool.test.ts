import { expect } from "chai";
import type { DeriveJob, DeriveSettings } from "../../lib/batch/derive-chunk.ts";
import { startDerivePool } from "../../lib/factory/derive-pool.ts";

const SETTINGS: DeriveSettings = {
  seed: new Uint8Array(32),
  gtin: "09506000134352",
  lot: "L1",
  kind: "device",
  linkBase: "https://muster.example",
};
const UNITS = 2048;
const ROW_BYTES = 21; // length and characters of a serial

/** Units of the serial 7, all of them. */
function job(): DeriveJob {
  const rows = new Uint8Array(UNITS * ROW_BYTES);
  for (let at = 0; at < rows.length; at += ROW_BYTES) rows.set([1, 0x37], at);
  return { rows, rowBytes: ROW_BYTES, first: 0 };
}

describe("The threads that derive units", () => {
  it("end in the middle of their work without harm to the process", async () => {
    for (let round = 0; round < 12; round++) {
      const pool = startDerivePool(SETTINGS, 4);
      const chunks = Array.from({ length: 4 }, () => pool.derive(job()));
      for (const chunk of chunks) chunk.catch(() => undefined);
      expect((await chunks[0])?.leaves.length).to.equal(UNITS * 32);
      await pool.close();
    }
  });
});
