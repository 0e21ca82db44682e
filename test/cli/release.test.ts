import { createHash } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { encode } from "cborg";
import { expect } from "chai";
import { orgId, parseModelId } from "../../lib/domain/ids.ts";
import { createFeed } from "../../lib/feed/client.ts";
import { type Failure, refuse, succeed } from "./muster.ts";
import { type Register, startRegister } from "./register.ts";

const GTIN = "09506000134352";
const MODEL = `1-${GTIN}`;
const IMAGE = "firmware 1.1.0";
const sha256 = (bytes: string | Uint8Array): Buffer => createHash("sha256").update(bytes).digest();

/** An unsigned envelope: signatures have their own tests, in test/lib/suit.test.ts. */
function suit(sequence: number, image: string): Uint8Array {
  const shared = encode([
    20,
    new Map<number, unknown>([
      [3, encode([-16, sha256(image)])],
      [14, image.length],
    ]),
  ]);
  const common = encode(
    new Map<number, unknown>([
      [2, [[Uint8Array.of(0)]]],
      [4, shared],
    ]),
  );
  const manifest = encode(
    new Map<number, unknown>([
      [1, 1],
      [2, sequence],
      [3, common],
    ]),
  );
  return encode(
    new Map([
      [2, encode([encode([-16, sha256(encode(manifest))])])],
      [3, manifest],
    ]),
  );
}

const tuf = (image: string): string =>
  JSON.stringify({
    signatures: [],
    signed: {
      _type: "targets",
      spec_version: "1.0.31",
      version: 1,
      expires: "2020-01-01T00:00:00Z",
      targets: { "fw.bin": { length: image.length, hashes: { sha256: sha256(image).toString("hex") }, custom: { version: "1.3.0" } } },
    },
  });

type Published = { sequence: number; version: string; digest: string; size: number; source?: object; fixes?: object[]; found?: object[] };

describe("muster release", function () {
  this.timeout(120_000);
  let register: Register;
  const file = (name: string, content: string | Uint8Array): string => {
    writeFileSync(join(register.dir, name), content);
    return join(register.dir, name);
  };
  const publish = (...args: string[]): Promise<Published> =>
    succeed<Published>(["release", "publish", MODEL, ...args, "--as", "dana"], register.env);
  const fail = (...args: string[]): Promise<Failure> => refuse(["release", ...args, "--as", "dana"], register.env);

  const feed = () => createFeed(register.env.MUSTER_API_URL as string);

  before(async () => {
    register = await startRegister();
    const body = { kind: "manufacturer", country: "NO", name: "Lumen Forge", domain: "lumenforge.example", admin: "dana" } as const;
    const operators = { dana: ["models", "batches", "releases", "recall-draft"], remy: ["recall-release"] } as const;
    const maker = await register.world.admit({ ...body, operators: { dana: [...operators.dana], remy: [...operators.remy] } });
    await register.world.registerModel("dana", { orgId: maker, gtin: GTIN, kind: "device", name: "Doorway 2", supportEnd: 1_924_905_600 });
  });
  after(() => register?.stop());

  it("shows what an image or metadata would be published as, and changes nothing", async () => {
    const envelope = file("fw.suit", suit(2, IMAGE));
    const shown = await publish("--suit", envelope, "--label", "1.1.0", "--dry-run");
    const digest = `0x${sha256(IMAGE).toString("hex")}`;
    expect(shown).to.include({ sequence: 2, version: "1.1.0", digest, size: IMAGE.length }).and.not.to.have.property("tx");
    expect(shown.source).to.include({ form: "SUIT", signature: "unchecked" });
    const image = file("fw.bin", IMAGE);
    expect(await publish("--suit", envelope, "--image", image, "--label", "1.1.0", "--dry-run")).to.deep.equal(shown);
    const open = await publish("--image", file("open.bin", "\0root\0vizxv\0"), "--sequence", "4", "--label", "1.2.0", "--dry-run");
    expect(open.found).to.have.length(1);
    const expired = await publish("--tuf", file("targets.json", tuf(IMAGE)), "--sequence", "4", "--dry-run");
    expect(expired).to.include({ sequence: 4, version: "1.3.0", digest });
    expect(expired.source).to.include({ form: "TUF", target: "fw.bin", expires: "2020-01-01T00:00:00Z", expired: true });
  });

  it("publishes what it showed, in the order of its numbers, and takes it back for good", async () => {
    const envelope = file("fw.suit", suit(2, IMAGE));
    expect(await publish("--suit", envelope, "--label", "1.1.0")).to.include({ sequence: 2 });
    expect((await fail("publish", MODEL, "--suit", envelope, "--label", "1.1.0")).code).to.equal("CatalogReleaseNotNewer");
    const revoke = ["revoke", MODEL, "--sequence", "2", "--reason", "Cameras do not start again"];
    const revoked = await succeed<object>(["release", ...revoke, "--as", "dana"], register.env);
    expect(revoked).to.include({ modelId: MODEL, sequence: 2, reason: "Cameras do not start again" });
    expect((await fail(...revoke)).code).to.equal("CatalogNoSuchRelease");
    await register.settle();
    const { releases } = await feed().model(MODEL);
    expect(releases.map(({ sequence, version, revoked }) => [sequence, version, revoked?.reason])).to.deep.equal([
      [2, "1.1.0", "Cameras do not start again"],
    ]);
  });

  it("offers a release as the fix of the recalls that it is for", async () => {
    const image = file("fw.bin", IMAGE);
    expect((await fail("publish", MODEL, "--image", image, "--sequence", "3", "--label", "1.2.0", "--fixes", "1")).code).to.equal(
      "RecallsUnknown",
    );
    const scope = [{ kind: "model", modelId: parseModelId(MODEL) }] as const;
    const words = { measure: "recall", severity: "high", minEvidence: "owner", notice: `0x${"11".repeat(32)}` } as const;
    await register.world.openRecall("remy", { issuer: orgId(1), ...words, scope: [...scope], fixes: [] });
    const { fixes } = await publish("--image", image, "--sequence", "3", "--label", "1.2.0", "--fixes", "1");
    expect(fixes).to.have.length(1);
    expect(fixes?.[0]).to.include({ recallId: 1 });
    await register.settle();
    const recall = await feed().recall(1);
    expect(recall.fixes.map(({ release }) => release.sequence)).to.deep.equal([3]);
  });

  it("refuses sources that contradict each other or cannot be read", async () => {
    const envelope = file("fw.suit", suit(9, IMAGE));
    const other = file("other.bin", "another firmware");
    const refused = async (...args: string[]) => (await fail("publish", MODEL, ...args, "--label", "2")).code;
    expect(await refused("--suit", envelope, "--image", other)).to.equal("release-mismatch");
    expect(await refused("--suit", envelope, "--sequence", "8")).to.equal("release-mismatch");
    expect(await refused("--sequence", "8")).to.equal("release-incomplete");
    expect(await refused("--suit", other)).to.equal("release-metadata-invalid");
    expect(await refused("--tuf", other)).to.equal("file-unreadable");
    expect(await refused("--image", join(register.dir, "none.bin"), "--sequence", "8")).to.equal("file-unreadable");
    const usage = async (...args: string[]) => (await refuse(["release", "publish", MODEL, ...args], register.env, 2)).message;
    expect(await usage("--suit", envelope, "--tuf", envelope)).to.equal("--tuf and --suit are two sources of one release.");
    expect(await usage("--target", "fw.bin")).to.equal("--tuf-root and --target go with --tuf.");
    expect(await usage("--trust-anchor", envelope)).to.equal("--trust-anchor goes with --suit.");
  });
});
