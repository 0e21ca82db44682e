import { expect } from "chai";
import secp256k1 from "secp256k1";
import { bytesToHex, keccak256 } from "viem";
import { createDeriver, type DeriveSettings } from "../../lib/batch/derive-chunk.ts";
import { labelCsvLine } from "../../lib/batch/labels-csv.ts";
import { formatClaimCode } from "../../lib/domain/claim-code.ts";
import { formatDigitalLink } from "../../lib/domain/digital-link.ts";
import { unitLeaf } from "../../lib/domain/unit.ts";
import { deriveUnit, seedHmac } from "../../lib/factory/derive-unit.ts";

const SERIALS = ["1", "SN-1.2_3", `Q"1`, "C,D", "=1+1", "A%2F1", "12345678901234567890", `!"%&'()*+,-./:;<=>?_`];
const SIGNER = `0x${"11".repeat(20)}a1b2c3` as const;

/** A row of the sorted file: length, serial, and the signer's hash where there are signers. */
function row(serial: string, signer: string | null): Buffer {
  const bytes = Buffer.alloc(53);
  bytes[0] = serial.length;
  bytes.write(serial, 1, "latin1");
  if (signer) bytes.set(Buffer.from(keccak256(signer as `0x${string}`).slice(2), "hex"), 21);
  return bytes;
}

describe("units that are derived many at a time", () => {
  for (const kind of ["device", "component"] as const) {
    it(`are the same as one by one: ${kind}`, async () => {
      const settings: DeriveSettings = {
        seed: new Uint8Array(32).fill(5),
        gtin: "09506000134352",
        lot: 'L"1',
        kind,
        linkBase: "https://m.example",
      };
      const { seed, gtin, lot, linkBase } = settings;
      const derive = await createDeriver(settings, (key) => secp256k1.publicKeyCreate(key, false));
      const rows = Buffer.concat(SERIALS.map((serial, i) => row(serial, i === 2 ? SIGNER : null)));
      const first = derive({ rows, rowBytes: 53, first: 90 });
      const text = {
        leaves: bytesToHex(first.leaves),
        units: Buffer.from(first.units).toString(),
        labels: Buffer.from(first.labels).toString(),
      };

      const units = SERIALS.map((serial, i) => ({
        ...deriveUnit({ hmac: seedHmac(seed), gtin, lot, kind }, { serial, deviceSigner: i === 2 ? SIGNER : null }),
        ...{ index: 90 + i, serial },
      }));
      expect(text.leaves).to.equal(`0x${units.map((unit) => unitLeaf(unit).slice(2)).join("")}`);
      const records = units.map(({ index, serial, claimKey, deviceSignerHash, serialTag }) => ({
        index,
        serial,
        claimKey,
        deviceSignerHash,
        serialTag,
      }));
      expect(text.units).to.equal(records.map((record) => `${JSON.stringify(record)}\n`).join(""));
      const labels = units.flatMap(({ index, serial, code: bytes }) => {
        if (!bytes) return [];
        const code = formatClaimCode(bytes);
        const link = formatDigitalLink(linkBase, { gtin, lot, serial, fragment: code });
        return [`${labelCsvLine({ index, gtin, lot, serial, code, link })}\n`];
      });
      expect(text.labels).to.equal(labels.join(""));

      // Memory that is used again makes no difference, be there more or fewer units than before.
      const again = derive({ rows: rows.subarray(0, 53), rowBytes: 53, first: 90, used: first });
      expect(bytesToHex(again.leaves)).to.equal(text.leaves.slice(0, 66));
      expect(bytesToHex(derive({ rows, rowBytes: 53, first: 90, used: again }).leaves)).to.equal(text.leaves);
    });
  }
});
