import { existsSync, globSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import { MusterError } from "../../lib/domain/errors.ts";
import { composeRelease, isExpired, type MeasuredImage, type ReleaseSource } from "../../lib/domain/release-metadata.ts";
import { readSuit } from "../../lib/factory/suit.ts";
import { readTuf } from "../../lib/factory/tuf.ts";

const image: MeasuredImage = { digest: `0x${"ab".repeat(32)}`, size: 31 };
const source: ReleaseSource = { form: "SUIT", name: null, ...image, sequence: 7n, version: "1.2.0", expires: null, signature: "verified" };
const given = { sequence: 3, label: "2.0" };

function problem(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    if (error instanceof MusterError) return `${error.code}: ${error.details.problem}`;
    throw error;
  }
  return "accepted";
}

describe("what is published", () => {
  it("comes from the image, from metadata, or from both when they agree", () => {
    expect(composeRelease(null, image, given)).to.deep.equal({ ...image, sequence: 3, version: "2.0" });
    expect(composeRelease(source, null, {})).to.deep.equal({ ...image, sequence: 7, version: "1.2.0" });
    expect(composeRelease(source, image, { label: "Spring" })).to.deep.equal({ ...image, sequence: 7, version: "Spring" });
    expect(problem(() => composeRelease(source, { ...image, size: 32 }, {}))).to.match(
      /^release-mismatch: the SUIT metadata describes 31 bytes /,
    );
    expect(problem(() => composeRelease(source, { ...image, digest: `0x${"ac".repeat(32)}` }, {}))).to.match(/^release-mismatch: /);
    expect(problem(() => composeRelease(null, null, given))).to.equal(
      "release-incomplete: neither an image nor metadata about one was named",
    );
    expect(problem(() => composeRelease(null, { ...image, size: 0 }, given))).to.equal("release-incomplete: the image is empty");
  });

  it("is ordered by the metadata's own number where the register can keep it, never by its version", () => {
    expect(composeRelease(source, null, { sequence: 7 }).sequence).to.equal(7);
    expect(problem(() => composeRelease(source, null, given))).to.equal(
      "release-mismatch: the SUIT metadata has the sequence number 7, and 3 was given",
    );
    for (const sequence of [null, 0n, 2n ** 32n]) {
      expect(composeRelease({ ...source, sequence }, null, given).sequence).to.equal(3);
      expect(problem(() => composeRelease({ ...source, sequence }, null, {}))).to.match(/^release-incomplete: it has no sequence number/);
    }
    expect(composeRelease({ ...source, sequence: 2n ** 32n - 1n }, null, {}).sequence).to.equal(2 ** 32 - 1);
    for (const sequence of [0, 2 ** 32])
      expect(problem(() => composeRelease(null, image, { ...given, sequence }))).to.contain("it has to be 1 to 4294967295");
  });

  it("has a version that people know, of at most 64 bytes", () => {
    expect(problem(() => composeRelease(null, image, { sequence: 1 }))).to.contain("(--label)");
    expect(problem(() => composeRelease(null, image, { sequence: 1, label: "" }))).to.contain("its version has 0 bytes");
    expect(problem(() => composeRelease(null, image, { sequence: 1, label: "é".repeat(33) }))).to.contain("its version has 66 bytes");
  });

  it("may come from metadata that has expired, which is told", () => {
    const expires = "2030-01-01T00:00:00Z";
    const at = Date.parse(expires) / 1000;
    expect([isExpired({ expires }, at - 1), isExpired({ expires }, at), isExpired({ expires: null }, at)]).to.deep.equal([
      false,
      true,
      false,
    ]);
  });
});

const REAL = fileURLToPath(new URL("../../../shared/data/firmware-metadata/", import.meta.url));
const DIRECTOR = "uptane/metadata_samples_long_expiry/initial_w_no_update/full_metadata_archive/director/metadata";
const IMAGES = "uptane/metadata_samples_long_expiry/initial_w_no_update/full_metadata_archive/imagerepo/metadata";
const TUF = "tuf/repository/metadata";

/** What becomes of each file: `name size sequence` of what it describes, or why it is refused. */
const READ: Record<string, string> = {
  "suit/suit_manifest_exp0.suit": "verified 34768 0",
  "suit/suit_manifest_exp1.suit": "verified 34768 1",
  "suit/suit_manifest_expI.suit": "verified 20 3",
  "suit/suit_manifest_expS0.suit": "release-metadata-invalid: it names no image digest",
  "suit/suit_manifest_expU0.suit": "release-metadata-invalid: it has 2 components; a release is one image",
  [`${TUF}/targets.json`]: "verified file1.txt 31, file2.txt 39",
  [`${TUF}/role1.json`]: "release-metadata-unsigned: targets was signed by 0/1 keys",
  [`${TUF}/role2.json`]: "release-metadata-unsigned: targets was signed by 0/1 keys",
  [`${TUF}/1.root.json`]: "release-metadata-invalid: it is root metadata, and targets metadata is needed",
  [`${TUF}/root.json`]: "release-metadata-invalid: it is root metadata, and targets metadata is needed",
  [`${TUF}/snapshot.json`]: "release-metadata-invalid: it is snapshot metadata, and targets metadata is needed",
  [`${TUF}/timestamp.json`]: "release-metadata-invalid: it is timestamp metadata, and targets metadata is needed",
  [`${IMAGES}/targets.json`]:
    "verified /BCU1.0.txt 15, /BCU1.1.txt 18, /BCU1.2.txt 18, /INFO1.0.txt 18, /TCU1.0.txt 16, /TCU1.1.txt 17, /TCU1.2.txt 17",
  [`${DIRECTOR}/targets.json`]: "release-metadata-invalid: it lists no targets",
  "uptane/metadata_samples_long_expiry/initial_w_no_update/director_targets.json": "release-metadata-invalid: it lists no targets",
};
for (const folder of [DIRECTOR, IMAGES])
  for (const type of ["root", "snapshot", "timestamp"])
    READ[`${folder}/${type}.json`] = `release-metadata-invalid: it is ${type} metadata, and targets metadata is needed`;
for (const name of ["", "_TCUdemocar", "_ecu11111"])
  READ[`uptane/sample_ecu_manifest${name}.json`] =
    "release-metadata-invalid: it is a vehicle's report of what is installed, not what is to be installed";

describe("signed update metadata from the reference tools", () => {
  before(function () {
    if (existsSync(REAL)) return;
    console.log("      skipped: ../shared/data/firmware-metadata is not there");
    this.skip();
  });
  const bytes = (path: string): Buffer => readFileSync(join(REAL, path));
  const json = (path: string): unknown => JSON.parse(bytes(path).toString("utf8"));

  function outcome(path: string): string {
    if (path.endsWith(".suit")) {
      const { size, sequence, signature } = readSuit(bytes(path), bytes("suit/trust_anchor_secp256r1_pub.pem"));
      return `${signature} ${size} ${sequence}`;
    }
    const root = json(
      path.startsWith(IMAGES) ? `${IMAGES}/root.json` : path.startsWith("uptane") ? `${DIRECTOR}/root.json` : `${TUF}/root.json`,
    );
    const file = json(path) as { signed: { targets?: Record<string, unknown> } };
    const names = Object.keys(file.signed.targets ?? {});
    const targets = (names.length > 0 ? names : [undefined]).map((name) => readTuf(file, { root, name }));
    return `${targets[0]?.signature} ${targets.map(({ name, size }) => `${name} ${size}`).join(", ")}`;
  }

  it("is read with its signature checked, or refused with a reason: every file", () => {
    const files = globSync("**/*.{suit,json}", { cwd: REAL });
    expect(files.sort()).to.deep.equal(Object.keys(READ).sort());
    for (const file of files) {
      let became = "";
      const refusal = problem(() => {
        became = outcome(file);
      });
      expect(refusal === "accepted" ? became : refusal, file).to.equal(READ[file]);
    }
  });

  it("names the images that lie beside it", () => {
    for (const name of ["file1.txt", "file2.txt"]) {
      const target = readTuf(json(`${TUF}/targets.json`), { root: json(`${TUF}/root.json`), name });
      expect(target.size, basename(name)).to.equal(bytes(`tuf/repository/targets/${name}`).length);
    }
    const anchor = bytes("suit/trust_anchor_secp256r1_pub.der");
    expect(readSuit(bytes("suit/suit_manifest_exp1.suit"), anchor).vendorId).to.equal("0xfa6b4a53d5ad5fdfbe9de663e4d41ffe");
  });
});
