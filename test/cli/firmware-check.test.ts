import { createHash, generateKeyPairSync } from "node:crypto";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { constants, deflateRawSync, deflateSync, gzipSync, zstdCompressSync } from "node:zlib";
import { expect } from "chai";
import type { Finding, Judgement, SharedSecret, Unread } from "../../lib/domain/firmware-finding.ts";
import { noise } from "../fixtures/firmware.ts";
import { muster, refuse } from "./muster.ts";

const NOWHERE = { MUSTER_RPC_URL: "http://127.0.0.1:9", MUSTER_API_URL: "http://127.0.0.1:9" };
const LIST = "../shared/data/default-credentials/mirai-botnet.txt";

type Trial = { password: string | null; tried: number | null };
type Image = {
  file: string;
  size: number;
  sha256: string;
  findings: (Finding & { trial?: Trial })[];
  unpacked: { members: number; bytes: number };
  unread: Unread[];
  judgements: Judgement[] | null;
};
type Checked = { images: Image[]; shared: SharedSecret[] };

/** Made with openssl passwd and, the last one, crypt(3) of glibc. */
const HASHES = {
  md5: ["$1$abc$etzWVNsLiyqdP1BKUoR6g0", "vizxv"],
  sha256: ["$5$abc$e8aSIi.UcZbYctcHf7Ph42etsNi5eUVuP0uDuphYkx9", "xc3511"],
  sha512: ["$6$abc$P6yIxESFrlWU3nxdnlf.KBBBE05eZvSkNklUihdVYMYkLC.WSHUU1FF5d75FZfMUeOtyvM1wnaDtTm4FjaP/K0", "admin"],
  des: ["ab6TRGT20sY26", "root"],
} as const;

/** A local member of a ZIP file. */
function zipped(name: string, content: Buffer): Buffer {
  const head = Buffer.alloc(30);
  head.write("PK\x03\x04", "latin1");
  head.writeUInt16LE(20, 4);
  head.writeUInt16LE(8, 8);
  head.writeUInt16LE(name.length, 26);
  return Buffer.concat([head, Buffer.from(name), deflateRawSync(content)]);
}

describe("muster firmware check", function () {
  this.timeout(120_000);
  let dir: string;
  const file = (name: string, ...parts: (string | Uint8Array)[]): string => {
    writeFileSync(join(dir, name), Buffer.concat(parts.map((part) => (typeof part === "string" ? Buffer.from(part, "latin1") : part))));
    return join(dir, name);
  };
  const check = async (code: number, ...args: string[]): Promise<Checked> => {
    const ending = await muster(["firmware", "check", ...args], NOWHERE);
    expect(ending.code, ending.stderr).to.equal(code);
    return JSON.parse(ending.stdout) as Checked;
  };
  const only = async (code: number, ...args: string[]): Promise<Image> => (await check(code, ...args)).images[0] as Image;
  const pem = generateKeyPairSync("ed25519").privateKey.export({ format: "pem", type: "pkcs8" }).toString();

  before(() => {
    dir = mkdtempSync(join(tmpdir(), "muster-firmware-"));
  });
  after(() => rmSync(dir, { recursive: true, force: true }));

  it("ends with 0 where nothing is, with the digest of the image, and says that this is no proof", async () => {
    const image = file("clean.bin", 'printf("%s:%s")\0user\0name\0', Buffer.alloc(70_000));
    const { findings, unread, size, sha256 } = await only(0, image);
    expect([findings, unread, size]).to.deep.equal([[], [], 70_026]);
    expect(sha256).to.equal(createHash("sha256").update(readFileSync(image)).digest("hex"));
  });

  it("ends with 1 where something is, at its byte, and leaves no file behind", async () => {
    const before = readdirSync(dir).length;
    const image = file("found.bin", noise(1_048_570, 1), "\0admin\0\0\0" + "1234\0", noise(50_000, 2), "\n", pem);
    const { findings, unread } = await only(1, image);
    expect(findings.map(({ kind, at }) => [kind, at])).to.deep.equal([
      ["default-pair", [1_048_571]],
      ["private-key", [1_048_570 + 14 + 50_000 + 1]],
    ]);
    expect(unread.map(({ what }) => what)).to.deep.equal(["compressed or encrypted"]);
    expect(readdirSync(dir).length).to.equal(before + 1);
  });

  it("ends with 2 where an image, the list or the command line cannot be read", async () => {
    const image = file("some.bin", "x");
    expect((await refuse(["firmware", "check", join(dir, "nothing.bin")], NOWHERE, 2)).code).to.equal("file-unreadable");
    expect((await refuse(["firmware", "check", dir], NOWHERE, 2)).code).to.equal("file-unreadable");
    expect((await refuse(["firmware", "check", image, "--pairs", file("bad.txt", "root\n")], NOWHERE, 2)).code).to.equal("pairs-invalid");
    expect((await refuse(["firmware", "check", image, "--model", "x"], NOWHERE, 2)).code).to.equal("invalid-id");
    expect((await refuse(["firmware", "check"], NOWHERE, 2)).code).to.equal("usage");
  });

  it("tries known passwords against hashes, and says what every unit shares where none fits", async () => {
    for (const [scheme, [hash, password]] of Object.entries(HASHES)) {
      const { findings } = await only(1, file(`${scheme}.bin`, `root:${hash}:10933:0:99999:7:::\n`));
      expect(findings, scheme).to.have.length(1);
      expect(findings[0], scheme).to.include({ kind: "password-hash", scheme, hash });
      expect(findings[0]?.trial?.password, scheme).to.equal(password);
      const other = await only(1, file(`${scheme}-other.bin`, `root:${hash.slice(0, -2)}..:10933:0:99999:7:::\n`));
      expect(other.findings[0]?.trial).to.include({ password: null }).and.to.have.property("tried").greaterThan(50);
    }
    const slow = await only(1, file("slow.bin", `root:$6$rounds=900000000$a$${"a".repeat(86)}:1:0:99999:7:::\n`));
    expect(slow.findings[0]?.trial).to.deep.equal({ password: null, tried: null });
  });

  it("looks into members, and into members in them, with both offsets", async () => {
    const secret = Buffer.concat([
      Buffer.alloc(100),
      Buffer.from("\0root\0vizxv\0"),
      Buffer.from("lorem ipsum ".repeat(2_000)),
      noise(9_000, 3),
    ]);
    for (const [form, pack] of Object.entries({
      gzip: gzipSync,
      zlib: deflateSync,
      stored: (bytes: Buffer) => deflateSync(bytes, { level: 0 }),
      fixed: (bytes: Buffer) => deflateSync(bytes, { strategy: constants.Z_FIXED }),
      zstd: zstdCompressSync,
      zip: (bytes: Buffer) => zipped("etc/x", bytes),
    })) {
      const { findings, unread, unpacked } = await only(1, file(`${form}.bin`, noise(5_000, 4), pack(secret), Buffer.alloc(40_000)));
      // zstd and stored blocks leave texts as they are: they are found in the packed bytes too.
      const inside = findings.map(({ at }) => at).filter(({ length }) => length > 1);
      expect(inside, form).to.deep.equal([[5_000, 101]]);
      expect([unread, unpacked.members], form).to.deep.equal([[], 1]);
    }
    const inner = gzipSync(secret);
    const nested = await only(
      1,
      file(
        "nested.bin",
        Buffer.alloc(7),
        gzipSync(Buffer.concat([Buffer.alloc(33), deflateSync(Buffer.concat([Buffer.alloc(5), inner]))])),
        "tail",
      ),
    );
    expect(nested.findings.map(({ at }) => at)).to.deep.equal([[7, 33, 5, 101]]);
  });

  it("gives up on bombs within its limits, and says where it stopped looking", async () => {
    const bomb = gzipSync(Buffer.alloc(1_200_000_000), { level: 1 });
    const { unread, unpacked } = await only(0, file("bomb.bin", Buffer.alloc(10), bomb));
    expect(unread.map(({ at, what }) => [at, what.replace(/\d{6,}/, "n")])).to.deep.include([[10], "gzip after n bytes: it is too large"]);
    expect(unpacked.bytes).to.be.within(1_073_741_824, 1_073_741_824 + 65_536);
    let deep = Buffer.from("\0root\0vizxv\0");
    for (let level = 0; level < 6; level++) deep = gzipSync(deep);
    const doll = await only(0, file("doll.bin", deep));
    expect(doll.unread.map(({ what }) => what)).to.deep.equal(["gzip: more than 3 members inside each other"]);
  });

  it("names what it cannot look into, and a member that is cut off", async () => {
    const cut = gzipSync(noise(300_000, 5)).subarray(0, 200_000);
    const { unread } = await only(0, file("unread.bin", "\xfd7zXZ\0", Buffer.alloc(100), "LUKS\xba\xbe", Buffer.alloc(100), cut));
    expect(unread.map(({ at, what }) => `${at} ${what.replace(/\d{6}/, "n")}`)).to.include.members([
      "0 xz",
      "106 LUKS, encrypted",
      "212 gzip after n bytes: it is damaged or cut off",
    ]);
  });

  it("names keys and hashes that several images share", async () => {
    const [hash] = HASHES.md5;
    const one = file("one.bin", pem, `root:${hash}:10933:0:99999:7:::\n`);
    const two = file("two.bin", Buffer.alloc(9), gzipSync(pem), `root:${hash}:10933:0:99999:7:::\n`);
    const { shared, images } = await check(1, one, two);
    const key = images[0]?.findings.find(({ kind }) => kind === "private-key");
    expect(shared).to.deep.equal([
      { what: "private-key", id: key && "fingerprint" in key ? key.fingerprint : "", images: [one, two] },
      { what: "password-hash", id: hash, images: [one, two] },
    ]);
  });

  it("reads the public list of defaults in place", async function () {
    if (!existsSync(LIST)) {
      console.log(`      ${LIST} is not here`);
      return this.skip();
    }
    const image = file("list.bin", "\0admin\0" + "20xbully \0");
    await only(0, image);
    expect((await only(1, image, "--pairs", LIST)).findings[0]).to.include({ user: "admin", password: "20xbully " });
  });
});
