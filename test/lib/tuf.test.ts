import { generateKeyPairSync, type KeyObject, sign } from "node:crypto";
import { Metadata, Targets } from "@tufjs/models";
import { expect } from "chai";
import { MusterError } from "../../lib/domain/errors.ts";
import { readTuf } from "../../lib/factory/tuf.ts";

type Key = { id: string; privateKey: KeyObject; publicHex: string };
type Json = Record<string, unknown>;

function keyPair(id: string): Key {
  const { privateKey, publicKey } = generateKeyPairSync("ed25519");
  return { id, privateKey, publicHex: publicKey.export({ type: "spki", format: "der" }).subarray(-32).toString("hex") };
}

const [rootKey, targetsKey, otherKey] = [keyPair("a1"), keyPair("b2"), keyPair("c3")];

/** Canonical JSON as the library writes it: names in order, no white space. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([name, item]) => `${JSON.stringify(name)}:${canonical(item)}`).join(",")}}`;
}

const signed = (content: Json, ...keys: Key[]): Json => ({
  signed: content,
  signatures: keys.map(({ id, privateKey }) => ({
    keyid: id,
    sig: sign(null, Buffer.from(canonical(content)), privateKey).toString("hex"),
  })),
});

const expires = "2030-01-01T00:00:00Z";
const keyOf = ({ publicHex }: Key, scheme: Json = { scheme: "ed25519" }): Json => ({
  keytype: "ed25519",
  keyval: { public: publicHex },
  ...scheme,
});
const role = (threshold: number, ...keys: Key[]): Json => ({ keyids: keys.map(({ id }) => id), threshold });

const rootContent = (threshold = 1, words: Json = { _type: "root", spec_version: "1.0.31" }, scheme?: Json): Json => ({
  ...words,
  version: 1,
  expires,
  consistent_snapshot: true,
  keys: { a1: keyOf(rootKey, scheme), b2: keyOf(targetsKey, scheme) },
  roles: { root: role(1, rootKey), timestamp: role(1, rootKey), snapshot: role(1, rootKey), targets: role(threshold, targetsKey) },
});

const file = (length: number, custom?: Json): Json => ({ length, hashes: { sha256: "ab".repeat(32) }, ...(custom ? { custom } : {}) });
const targetsContent = (targets: Json = { "fw.bin": file(31) }, words: Json = { _type: "targets", spec_version: "1.0.31" }): Json => ({
  ...words,
  version: 4,
  expires,
  targets,
});

function problem(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    if (error instanceof MusterError) return `${error.code}: ${error.details.problem}`;
    throw error;
  }
  return "accepted";
}

const trusted = signed(rootContent(), rootKey);

describe("TUF targets metadata", () => {
  it("names an image, its size and its expiry, and a version where it has one", () => {
    const content = targetsContent({ "fw.bin": file(31, { version: "1.2.0", hardwareIds: ["board-2"] }) });
    expect(readTuf(signed(content, targetsKey), { root: trusted })).to.deep.equal({
      form: "TUF",
      name: "fw.bin",
      digest: `0x${"ab".repeat(32)}`,
      size: 31,
      sequence: null,
      version: "1.2.0",
      expires,
      signature: "verified",
    });
    expect(readTuf(signed(targetsContent(), otherKey)).signature).to.equal("unchecked");
  });

  it("is read as the library that is known best writes it", () => {
    const targets = Metadata.fromJSON("targets" as never, signed(targetsContent(), targetsKey) as never);
    expect(targets.signed).to.be.instanceOf(Targets);
    expect(readTuf(JSON.parse(JSON.stringify(targets.toJSON())), { root: trusted }).size).to.equal(31);
  });

  it("needs the target's name where there are several", () => {
    const several = signed(targetsContent({ "a.bin": file(1), "b.bin": file(2) }), targetsKey);
    expect(readTuf(several, { name: "b.bin" }).size).to.equal(2);
    expect(problem(() => readTuf(several))).to.equal("release-target-unknown: there are several");
    for (const name of ["c.bin", "toString", "__proto__"])
      expect(problem(() => readTuf(several, { name }))).to.equal(`release-target-unknown: there is none named ${name}`);
    const many = Object.fromEntries(Array.from({ length: 12 }, (_, i) => [`${i}.bin`, file(1)]));
    const refused = expect(() => readTuf(signed(targetsContent(many), targetsKey))).to.throw(MusterError);
    refused.with.property("why").that.contains("9.bin and 2 more");
  });

  it("has to be signed by the keys that the root names, as many as it demands", () => {
    const unsigned = (root: Json, targets: Json): string => problem(() => readTuf(targets, { root }));
    const content = targetsContent();
    expect(unsigned(trusted, signed(content, otherKey))).to.contain("release-metadata-unsigned: targets was signed by 0/1 keys");
    expect(unsigned(trusted, { ...signed(content, targetsKey), signed: targetsContent({ "fw.bin": file(32) }) })).to.contain(
      "signed by 0/1",
    );
    expect(unsigned(signed(rootContent(2), rootKey), signed(content, targetsKey))).to.contain("targets was signed by 1/2 keys");
    expect(unsigned(signed(rootContent(), targetsKey), signed(content, targetsKey))).to.contain("root was signed by 0/1 keys");
  });

  it("is read in Uptane's older words too, its signatures being over these", () => {
    const root = signed(rootContent(1, { _type: "Root" }, {}), rootKey);
    const targets = signed(
      { ...targetsContent({ "/ecu.bin": file(18) }, { _type: "Targets" }), delegations: { keys: {}, roles: [] } },
      targetsKey,
    );
    expect(readTuf(targets, { root })).to.include({ form: "Uptane", name: "/ecu.bin", size: 18, signature: "verified" });
    expect(problem(() => readTuf({ ...targets, signed: { ...(targets.signed as Json), _type: "targets" } }, { root }))).to.contain(
      "signed by 0/1",
    );
  });

  it("is refused with what is wrong with it", () => {
    const wrong = (content: Json): string => problem(() => readTuf(signed(content, targetsKey), { root: trusted }));
    const invalid = (text: string): string => `release-metadata-invalid: ${text}`;
    expect(problem(() => readTuf([]))).to.equal(invalid("it is not signed metadata"));
    expect(problem(() => readTuf(trusted))).to.equal(invalid("it is root metadata, and targets metadata is needed"));
    expect(problem(() => readTuf(signed(targetsContent(), targetsKey), { root: signed(targetsContent(), rootKey) }))).to.equal(
      invalid("it is targets metadata, and root metadata is needed"),
    );
    expect(wrong({ ecu_serial: "1", installed_image: {} })).to.equal(
      invalid("it is a vehicle's report of what is installed, not what is to be installed"),
    );
    expect(wrong({ ...targetsContent(), expires: "soon" })).to.equal(invalid("its type, version or expiry is missing"));
    expect(wrong(targetsContent({}))).to.equal(invalid("it lists no targets"));
    expect(wrong(targetsContent({ "fw.bin": { length: 1, hashes: { sha512: "ab".repeat(64) } } }))).to.equal(
      invalid("fw.bin has no SHA-256"),
    );
    expect(wrong(targetsContent({ "fw.bin": { length: 1, hashes: { sha256: "abc" } } }))).to.equal(
      invalid("targets › fw.bin › hashes › sha256 is not as TUF has it"),
    );
    expect(wrong(targetsContent(undefined, { _type: "targets", spec_version: "2.0" }))).to.equal(invalid("Unsupported specVersion"));
  });
});
