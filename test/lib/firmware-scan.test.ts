import { existsSync, readFileSync } from "node:fs";
import { expect } from "chai";
import { readPrivateKey } from "../../cli/firmware-keys.ts";
import { DEFAULT_PAIRS, type DefaultPair, pairTable, parsePairs } from "../../lib/domain/default-pairs.ts";
import { type Found, judgeDeclaration, sharedSecrets } from "../../lib/domain/firmware-finding.ts";
import { createFirmwareScanner } from "../../lib/domain/firmware-scan.ts";
import { encodedKeys, noise } from "../fixtures/firmware.ts";

const LIST = "../shared/data/default-credentials/mirai-botnet.txt";

type Seen = (Found & { offset: number }) | { member: string; offset: number } | { region: string; offset: number } | { dense: number[] };

/** Everything that is told of an image that comes in the pieces that `sizes` says, again and again. */
function scan(
  image: Uint8Array,
  sizes: readonly number[] = [65_536],
  pairs: readonly DefaultPair[] = DEFAULT_PAIRS,
  capacity?: number,
): Seen[] {
  const seen: Seen[] = [];
  const scanner = createFirmwareScanner(
    {
      pairs: pairTable(pairs),
      readKey: readPrivateKey,
      found: (found) => seen.push(found),
      member: ({ form, offset }) => seen.push({ member: form, offset }),
      region: ({ what, offset }) => seen.push({ region: what, offset }),
      dense: (...dense) => seen.push({ dense }),
    },
    capacity,
  );
  for (let at = 0, turn = 0; at < image.length; turn++) {
    const size = sizes[turn % sizes.length] as number;
    scanner.push(image.subarray(at, at + size));
    at += size;
  }
  scanner.end();
  return seen;
}

const found = (text: string | Uint8Array, pairs?: readonly DefaultPair[]) =>
  scan(typeof text === "string" ? Buffer.from(text, "latin1") : text, undefined, pairs).filter((seen) => "kind" in seen);
/** Shape, name and password of the default pairs. */
const pairsIn = (text: string, pairs?: readonly DefaultPair[]) =>
  found(text, pairs).flatMap((seen) => (seen.kind === "default-pair" ? [[seen.offset, seen.shape, seen.user, seen.password]] : []));

describe("the scanner of firmware", function () {
  this.timeout(60_000);

  describe("finds default passwords", () => {
    it("as one word, at its byte", () => {
      expect(pairsIn("\x01\x02rtsp://admin:12345@10.0.0.1/live")).to.deep.equal([[9, "user:password", "admin", "12345"]]);
      expect(pairsIn('login "root:xc3511", "support:support"')).to.deep.equal([
        [7, "user:password", "root", "xc3511"],
        [22, "user:password", "support", "support"],
      ]);
    });

    it("as neighbouring strings, also in fields of fixed length", () => {
      expect(pairsIn("\0root\0vizxv\0")).to.deep.equal([[1, "neighbouring strings", "root", "vizxv"]]);
      expect(pairsIn(`x\0${"admin".padEnd(32, "\0")}${"123456".padEnd(32, "\0")}`)).to.deep.equal([
        [2, "neighbouring strings", "admin", "123456"],
      ]);
    });

    it("as settings of many kinds, whichever comes first", () => {
      const shapes = [
        "http_username=admin\0http_passwd=1234\0",
        '{"user": "admin", "password": "1234"}',
        "password = 1234\nusername = admin\n",
        "<UserName>admin</UserName>\n<Password>1234</Password>",
        "login: admin\r\n# the box\r\npass: 1234\r\n",
        "admin_password=1234\n",
      ];
      for (const shape of shapes) expect(pairsIn(shape)[0]?.slice(1), shape).to.deep.equal(["settings", "admin", "1234"]);
    });

    it("with a blank at the end where the list has one, and not without it", () => {
      const pairs = parsePairs("admin 20xbully \nroot (none)\n");
      expect(pairs).to.deep.equal([
        { user: "admin", password: "20xbully " },
        { user: "root", password: "" },
      ]);
      expect(pairsIn("\0admin\0" + "20xbully \0", pairs)).to.have.length(1);
      expect(pairsIn("\0admin\0" + "20xbully\0", pairs)).to.deep.equal([]);
      expect(pairsIn("admin:20xbully @host", pairs)).to.have.length(1);
      expect(pairsIn('user="admin" password="20xbully "', pairs)).to.have.length(1);
    });

    it("but not where only something like them stands", () => {
      const near = [
        "chown -R root:root /etc",
        "myadmin:12345",
        "admin:123456789012",
        "admin:12345x",
        "root:x:0:0:root:/root:/bin/sh",
        "\0admin\x01\0" + "1234\0",
        "\0xadmin\0" + "1234\0",
        "admin\x01" + "1234\x01",
        "username=admin\npassword=$PASSWORD\n",
        "username=admin\npassword=%s\n",
        "password=1234\n",
        "username=bob\npassword=1234\n",
        `username=admin\n${"one=1\npassword_hint=\n".repeat(6)}password=1234\n`,
      ];
      for (const text of near) expect(pairsIn(text), text).to.deep.equal([]);
    });
  });

  describe("finds accounts", () => {
    const md5 = "$1$abc$BXBqpb9BZcZhXLgbee.0s/";
    it("with a hash, wherever it stands, and tells a locked one", () => {
      const text = `root:${md5}:10933:0:99999:7:::\nadmin:!${md5}:10933:0:99999:7:::\nold:abJnggxhB/yWI:0:0::/:/bin/sh\n\0${md5}\0`;
      const hashes = found(text).flatMap((seen) => (seen.kind === "password-hash" ? [seen] : []));
      expect(hashes.map(({ offset, user, scheme, locked }) => [offset, user, scheme, locked])).to.deep.equal([
        [5, "root", "md5", false],
        [text.indexOf(md5, 60), "admin", "md5", true],
        [text.indexOf("abJ"), "old", "des", false],
        [text.length - 1 - md5.length, null, "md5", false],
      ]);
    });

    it("that need no password", () => {
      const text = "root::0:0:root:/root:/bin/sh\nguest::10933:0:99999:7:::\n";
      expect(found(text).map((seen) => [seen.kind, seen.offset])).to.deep.equal([
        ["open-account", 0],
        ["open-account", 29],
      ]);
    });

    it("but none that cannot log in, and no hash that is cut off", () => {
      for (const text of [
        "bin:*:1:1::/:/bin/sh\n",
        "root:!:10933:0:99999:7:::\n",
        "root:x:0:0:root:/root:/bin/sh\n",
        md5.slice(0, -1),
        `${md5}a`,
        "a::b\n",
        "std::string:0\n",
      ])
        expect(found(text), text).to.deep.equal([]);
    });
  });

  describe("finds private keys", () => {
    const keys = encodedKeys();

    for (const { name, bytes, algorithm, encrypted, id } of keys)
      it(`as ${name}`, () => {
        const image = Buffer.concat([noise(1_000, 1), Buffer.from("\n"), bytes, Buffer.from("\n"), noise(500, 2)]);
        const [key, ...others] = found(image);
        expect(others).to.deep.equal([]);
        expect(key).to.include({ kind: "private-key", offset: 1_001, encrypted });
        if (algorithm) expect(key).to.include({ algorithm });
        if (id) expect(key).to.include({ fingerprint: id });
        // The same with one bit of the key changed, or cut short, is none; what is encrypted cannot be told.
        if (!encrypted) expect(found(image.subarray(0, 1_001 + Math.floor(bytes.length / 2)))).to.deep.equal([]);
      });

    it("that were damaged are none", () => {
      for (const { name, bytes, checked } of keys) {
        if (!checked) continue;
        const damaged = Buffer.from(bytes);
        damaged[checked] = (damaged[checked] as number) ^ 1;
        expect(found(damaged), name).to.deep.equal([]);
      }
    });

    it("but not the words of programs that read keys, nor public keys and certificates", () => {
      const near = [
        "-----BEGIN RSA PRIVATE KEY-----\0-----END RSA PRIVATE KEY-----\0",
        "-----BEGIN PRIVATE KEY-----\n-----END PRIVATE KEY-----",
        `-----BEGIN PRIVATE KEY-----\n${"A".repeat(64)}\n-----END PRIVATE KEY-----`,
        `-----BEGIN CERTIFICATE-----\n${"MIIB".repeat(64)}\n-----END CERTIFICATE-----`,
        `-----BEGIN PUBLIC KEY-----\n${"MIIB".repeat(64)}\n-----END PUBLIC KEY-----`,
        "openssh-key-v1\0ssh-rsa\0",
        "\0\0\0\x07ssh-rsa\0\0\0\x03\x01\0\x01\0\0\0\x05abcde",
      ];
      for (const text of near) expect(found(text), text).to.deep.equal([]);
    });
  });

  it("tells the same whatever the pieces and the buffer, with secrets on every border", () => {
    const secrets = [
      ...encodedKeys().map(({ bytes }) => bytes),
      ...[
        "\0admin\0\0\0" + "1234\0",
        "rtsp://root:vizxv@",
        "\nuser=admin\nfoo=1\npassword=54321\n",
        "\nroot::0:0:root:/root:/bin/sh\n",
      ].map((text) => Buffer.from(text)),
    ];
    const border = 69_632;
    for (let round = 0; round < 6; round++) {
      const parts: Buffer[] = [];
      let length = 0;
      for (const [at, secret] of secrets.entries()) {
        // Each straddles the end of a buffer of the smallest size, by another number of bytes in each round.
        const want = border * (at + 1) - Math.floor((secret.length * round) / 5) - (at % 3) * 32_768;
        const fill = at % 2 === 0 ? noise(Math.max(8, want - length), at) : Buffer.alloc(Math.max(8, want - length), "lorem ipsum; ");
        parts.push(fill, secret);
        length += fill.length + secret.length;
      }
      const image = Buffer.concat([...parts, noise(3_000, 9)]);
      const whole = scan(image, [image.length]);
      expect(whole.filter((seen) => "kind" in seen)).to.have.length(secrets.length);
      const pieces = [[1_000], [65_536, 1], [3, 40_000, 17], [round === 0 ? 1 : 4_096]];
      for (const sizes of pieces) expect(scan(image, sizes), `pieces of ${sizes}`).to.deep.equal(whole);
      expect(new Set(scan(image, [4_097], DEFAULT_PAIRS, 0).map((seen) => JSON.stringify(seen))), "the smallest buffer").to.deep.equal(
        new Set(whole.map((seen) => JSON.stringify(seen))),
      );
    }
  });

  it("finds each secret once in one long line, wherever it stands in it", () => {
    for (let at = 3_000; at < 5_200; at += 7) {
      const line = `${"x".repeat(at)} admin:12345 ${"y".repeat(9_000 - at)}`;
      expect(pairsIn(line), `at ${at}`).to.deep.equal([[at + 1, "user:password", "admin", "12345"]]);
    }
  });

  it("names what can be unpacked and what is only dense, at its byte", () => {
    const image = Buffer.concat([
      Buffer.alloc(16_384),
      noise(65_536, 3),
      Buffer.alloc(16_384),
      Buffer.from("hsqs"),
      Buffer.alloc(16),
      Buffer.from([4, 0]),
    ]);
    const superblock = Buffer.alloc(96);
    superblock.write("hsqs");
    superblock.writeUInt16LE(4, 20);
    superblock.writeUInt16LE(4, 28);
    superblock.writeBigUInt64LE(9_000n, 40);
    const seen = scan(Buffer.concat([image, superblock]));
    expect(seen).to.deep.include({ dense: [16_384, 65_536] });
    expect(seen).to.deep.include({ region: "squashfs compressed with xz", offset: image.length });
    expect(seen.filter((one) => "region" in one)).to.have.length(1);
  });

  it("finds next to nothing in 64 MiB of random bytes", () => {
    // Short enough to be run each time; docs/firmware-check.md has the figures of far more.
    expect(found(noise(64 * 1_048_576, 4))).to.deep.equal([]);
  });

  it("knows every pair of the public list in each of its shapes", function () {
    if (!existsSync(LIST)) {
      console.log(`      ${LIST} is not here`);
      return this.skip();
    }
    const pairs = parsePairs(readFileSync(LIST, "latin1"));
    expect(pairs.length).to.be.greaterThan(55);
    expect(pairs.some(({ password }) => password.endsWith(" "))).to.equal(true);
    for (const { user, password } of pairs) {
      if (password === "") continue;
      for (const text of [`\0${user}\0${password}\0`, `"${user}:${password}"`, `user="${user}" pass="${password}"`])
        expect(
          pairsIn(text, pairs).map((pair) => pair.slice(2)),
          text,
        ).to.deep.include([user, password]);
    }
  });

  it("refuses a list with a line that is no pair, and says which", () => {
    for (const text of ["root admin\nroot\n", " admin\n", "root \n"]) expect(() => parsePairs(text)).to.throw(/^Line [12] of the list/);
  });
});

describe("what is found in firmware", () => {
  const key = { kind: "private-key", form: "OpenSSH", algorithm: "ed25519", encrypted: false, fingerprint: "ab", length: 1 } as const;
  const pair = { kind: "default-pair", shape: "settings", user: "root", password: "1234", certainty: "likely" } as const;
  const hash = { kind: "password-hash", user: "root", scheme: "md5", hash: "$1$a$b", locked: false } as const;

  it("contradicts a declaration only where the classes say otherwise", () => {
    const verdicts = (
      found: Found[],
      credentials: "absent" | "unique-per-device" | "set-by-user" | "shared",
      keys: "absent" | "unique-per-device" | "shared",
    ) => judgeDeclaration(found, { credentials, keys }).map(({ verdict, provision }) => `${verdict} ${provision}`);
    expect(verdicts([key, pair], "unique-per-device", "unique-per-device")).to.deep.equal([
      "contradicts 5.4-3, 5.4-4",
      "contradicts 5.1-1",
    ]);
    expect(verdicts([key, hash], "set-by-user", "shared")).to.deep.equal(["look 5.1-1"]);
    expect(verdicts([key, pair], "shared", "shared")).to.deep.equal([]);
    expect(
      verdicts(
        [
          { ...pair, certainty: "possible" },
          { ...hash, locked: true },
        ],
        "absent",
        "absent",
      ),
    ).to.deep.equal([]);
    expect(judgeDeclaration([key], { credentials: "absent", keys: "unique-per-device" })[0]?.says).to.equal(
      "Declared unique per device, but this image holds a private key, which every unit with it shares.",
    );
  });

  it("is shared where two images have the same key or hash, and not within one", () => {
    const at = [0];
    const first = {
      file: "a",
      findings: [
        { ...key, at },
        { ...key, at },
        { ...hash, at },
      ],
    };
    expect(sharedSecrets([first])).to.deep.equal([]);
    expect(
      sharedSecrets([
        first,
        {
          file: "b",
          findings: [
            { ...key, form: "PKCS#8 DER", at },
            { ...pair, at },
          ],
        },
      ]),
    ).to.deep.equal([{ what: "private-key", id: "ab", images: ["a", "b"] }]);
  });
});
