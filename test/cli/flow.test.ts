import { createHash } from "node:crypto";
import { once } from "node:events";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import { parse } from "csv-parse/sync";
import { publishRelease } from "../../lib/chain/calls.ts";
import { castMember } from "../../lib/domain/cast.ts";
import { formatClaimCode, parseClaimCode } from "../../lib/domain/claim-code.ts";
import { modelId, orgId } from "../../lib/domain/ids.ts";
import { decodeNotice } from "../../lib/domain/notice-document.ts";
import type { DeviceView } from "../../lib/feed/wire.ts";
import { type Failure, muster, refuse, succeed } from "./muster.ts";
import { AS_IT_IS, recallSteps, type Shown, type Status } from "./recall-steps.suite.ts";
import { type Register, startRegister } from "./register.ts";

const fixture = (name: string): string => fileURLToPath(new URL(`../fixtures/${name}`, import.meta.url));
/** The advisory of the real case where it is at hand, else our own. */
const REAL = fileURLToPath(new URL("../../../shared/data/csaf-advisories/icsa-17-341-01.json", import.meta.url));
const ADVISORY = existsSync(REAL) ? REAL : fixture("advisory.json");

const BOARD = "00614141123452";
const CAMERA = "09506000134352";
const CAMERA_MODEL = `2-${CAMERA}`;

type Label = { index: string; serial: string; code: string; link: string };

/** One long story: each step needs the one before it. */
describe("muster, from a factory's file to a fixed camera", function () {
  this.timeout(180_000);
  let register: Register;
  let labels: Label[];
  const folder = (name: string): string => join(register.dir, name);
  const run = <Result>(who: string | null, ...args: string[]): Promise<Result> =>
    succeed<Result>(who ? [...args, "--as", who] : args, register.env);
  const fail = (who: string | null, ...args: string[]): Promise<Failure> => refuse(who ? [...args, "--as", who] : args, register.env);
  const label = (serial: string): Label => labels.find((one) => one.serial === serial) as Label;
  const status = async (recall: number): Promise<Status> => {
    await register.settle();
    return run<Status>(null, "recall", "status", `${recall}`);
  };

  before(async () => {
    register = await startRegister();
  });
  after(() => register?.stop());

  /** Refusals that do not depend on each other; the codes in the order of the attempts. */
  const codes = async (...attempts: Promise<Failure>[]): Promise<string[]> => (await Promise.all(attempts)).map(({ code }) => code);

  it("sets up a maker of boards and a brand of cameras", async () => {
    const supportEnd = "2030-12-31";
    const all = ["models", "batches", "releases", "recall-draft", "recall-release"] as const;
    const keys = { dana: ["models", "batches", "releases", "recall-draft"], remy: ["recall-release"] } as const;
    const body = { kind: "manufacturer", country: "NO", name: "Lumen Forge", domain: "lumenforge.example", admin: "dana" } as const;
    const lumenForge = await register.world.admit({ ...body, operators: { dana: [...keys.dana], remy: [...keys.remy] } });
    const board = { orgId: lumenForge, gtin: BOARD, kind: "component", name: "Camera board", supportEnd: 1_924_905_600 } as const;
    await register.world.registerModel("dana", board);

    const nadia = castMember("nadia").address;
    const brand = [
      "--kind",
      "manufacturer",
      "--name",
      "Northgate Cameras",
      "--domain",
      "northgate.example",
      "--country",
      "DE",
      "--admin",
      nadia,
    ];
    expect(await run("gus", "org", "admit", ...brand)).to.include({ orgId: 2, name: "Northgate Cameras" });
    const appointed = await run("nadia", "org", "operator", "2", nadia, "--permissions", all.join(","));
    expect(appointed).to.deep.include({ permissions: [...all], recallsFrom: await register.now() });
    await run("nadia", "org", "operator", "2", castMember("nils").address, "--permissions", "recall-draft");
    // The GTIN as it is printed, without the zero in front; the organisation follows from the key.
    const model = ["--gtin", CAMERA.slice(1), "--name", "Doorway 2", "--support-end", supportEnd];
    expect(await run("nadia", "model", "register", ...model)).to.include({ modelId: CAMERA_MODEL });
    const image = folder("firmware.bin");
    writeFileSync(image, "firmware");
    const digest = `0x${createHash("sha256").update("firmware").digest("hex")}` as const;
    const first = { modelId: modelId(orgId(2), CAMERA), sequence: 1, version: "1.1.0", digest, size: 8 };
    await register.world.as("nadia", publishRelease(register.world.deployment, first));
    const second = ["release", "publish", CAMERA_MODEL, "--sequence", "2", "--label", "1.2.0", "--image", image];
    expect(await run("nadia", ...second)).to.include({ sequence: 2, digest, size: 8 });
  });

  it("is refused where the key may not do it", async () => {
    const admit = ["org", "admit", "--kind", "manufacturer", "--name", "x", "--domain", "x.example", "--country", "DE"];
    const refused = await codes(
      fail("ada", "model", "register", "--gtin", CAMERA, "--name", "x", "--support-end", "2030-12-31"),
      fail("dana", ...admit, "--admin", castMember("dana").address),
    );
    expect(refused).to.deep.equal(["no-organisation", "AccessManagedUnauthorized"]);
  });

  it("builds and registers a batch of boards and a batch of cameras with awkward serials", async () => {
    const seed = ["--seed-file", folder("muster.seed")];
    const boards = folder("boards.csv");
    writeFileSync(boards, `serial\n${Array.from({ length: 20 }, (_, i) => `B${i}\n`).join("")}`);
    await run(
      null,
      "batch",
      "build",
      boards,
      "--gtin",
      BOARD,
      "--lot",
      "B1",
      "--model-kind",
      "component",
      ...seed,
      "--out",
      folder("boards"),
    );
    // Ten of thirteen cameras, the first by their serials, have a board of lot B1.
    const without = ["U96Y", "a-1"];
    const rows = readFileSync(fixture("units.csv"), "utf8").trimEnd().split(/\r?\n/);
    const lots = rows.map((row, i) => (i === 0 ? "board" : without.some((serial) => row.startsWith(serial)) ? "" : "B1"));
    writeFileSync(folder("cameras.csv"), rows.map((row, i) => `${row},${lots[i]}\n`).join(""));
    const camera = ["--gtin", CAMERA, "--lot", "L+1/2", "--component", `board=${BOARD}`];
    await run(null, "batch", "build", folder("cameras.csv"), ...camera, ...seed, "--out", folder("cameras"));
    labels = parse<Label>(readFileSync(join(folder("cameras"), "labels.csv")), { columns: true });

    const before = await fail("ada", "device", "claim", "--code", label("0001").code, "--dir", folder("cameras"));
    expect(before.code).to.equal("batch-unregistered");
    expect((await fail("nadia", "batch", "register", folder("cameras"))).code).to.equal("component-unregistered");
    expect(await run("dana", "batch", "register", folder("boards"))).to.include({ batchId: 1, size: 20, lookupRows: 0 });
    const cameras = await run("nadia", "batch", "register", folder("cameras"), "--factory-release", "1");
    expect(cameras).to.include({ batchId: 2, size: 13, lookupRows: 13, alreadyRegistered: false });
    // A second attempt after a failure finishes what is missing and registers nothing twice.
    expect(await run("nadia", "batch", "register", folder("cameras"), "--parts", "1:0-9")).to.include({
      batchId: 2,
      alreadyRegistered: true,
    });
    await register.settle();
  });

  it("proves a camera from the maker's files on a web host that knows nothing of Muster", async () => {
    const host = createServer((request, response) => {
      const file = join(register.dir, new URL(request.url ?? "", "http://host").pathname);
      if (existsSync(file)) response.end(readFileSync(file));
      else response.writeHead(404).end();
    }).listen(0, "127.0.0.1");
    await once(host, "listening");
    const at = (name: string): string => `http://127.0.0.1:${(host.address() as AddressInfo).port}/${name}`;
    const proved = await run<{ proof: string[]; root: string }>(null, "device", "proof", "2-7", "--files", at("cameras"));
    expect(proved.proof).to.have.length(4);
    expect(proved.root).to.equal(JSON.parse(readFileSync(join(folder("cameras"), "manifest.json"), "utf8")).root);
    // Another batch's files are not this one's, and of thirteen cameras there is no 14th.
    const refused = await codes(
      fail(null, "device", "proof", "2-7", "--files", at("boards")),
      fail(null, "device", "proof", "2-7", "--files", at("nowhere")),
      fail(null, "device", "proof", "2-13", "--files", at("cameras")),
    );
    expect(refused).to.deep.equal(["document-altered", "batch-host-failed", "unit-unknown"]);
    host.close();
  });

  it("claims a camera by its code through the look-up service, and by its link from the maker's folder", async () => {
    const unit = label("A+B/1");
    const claimed = await run("ada", "device", "claim", "--code", unit.code.toLowerCase().replaceAll("-", " "));
    expect(claimed).to.include({ deviceId: `2-${unit.index}`, owner: castMember("ada").address });
    const linked = label("0001");
    const args = ["device", "claim", "--code", "-", "--dir", folder("cameras"), "--device", `2-${linked.index}`, "--as", "ben"];
    expect(await succeed(args, register.env, `${linked.link}\n`)).to.include({ deviceId: `2-${linked.index}` });
  });

  it("refuses a mistyped code, a foreign code, another unit's code, and a second claim", async () => {
    const { code, index } = label("1");
    const mistyped = code.replace(/.$/, (last) => (last === "0" ? "1" : "0"));
    const foreign = formatClaimCode(parseClaimCode(code).map((byte) => byte ^ 1));
    const inFolder = ["--dir", folder("cameras")];
    const claim = (typed: string, ...more: string[]) => fail("eli", "device", "claim", "--code", typed, ...more);
    const refused = await codes(
      claim(mistyped),
      claim(foreign),
      claim(foreign, ...inFolder),
      claim(code, ...inFolder, "--device", `2-${Number(index) + 1}`),
      claim(code, ...inFolder, "--device", "2-13"),
      claim(label("A+B/1").code),
    );
    const expected = ["claim-code-mistyped", "lookup-empty", "lookup-empty", "DevicesWrongClaimCode", "unit-unknown", "DevicesTitleTaken"];
    expect(refused).to.deep.equal(expected);
  });

  it("refuses a draft of nothing, of parts that do not exist, and without one notice", async () => {
    const supportEnd = 1_924_905_600;
    const unmade = { orgId: orgId(1), gtin: "09520123456788", kind: "device", name: "Never made", supportEnd } as const;
    await register.world.registerModel("dana", unmade);
    await register.settle();
    const flags = [...AS_IT_IS, "--out", folder("never.json")];
    const draft = (...more: string[]) => fail("dana", "recall", "draft", "--csaf", ADVISORY, ...flags, ...more);
    const refused = await codes(
      draft("--scope", "model:1-09520123456788"),
      draft("--scope", "batch:99", "--no-preview"),
      draft("--scope", "component:1", "--csaf", fixture("units.csv")),
    );
    expect(refused).to.deep.equal(["scope-without-devices", "BatchesUnknown", "advisory-invalid"]);
    const both = ["recall", "draft", "--csaf", ADVISORY, "--notice", "x.json", "--scope", "component:1", ...flags, "--as", "dana"];
    expect((await refuse(both, register.env, 2)).message).to.equal("A recall needs one notice.");
    expect(existsSync(folder("never.json"))).to.equal(false);
  });

  it("refuses to release a recall of others' products, and of units that do not exist", async () => {
    const release = async (name: string, scope: string): Promise<Failure> => {
      const draft = ["--csaf", ADVISORY, "--scope", scope, ...AS_IT_IS, "--no-preview", "--out", folder(name)];
      await run("dana", "recall", "draft", ...draft);
      return fail("remy", "recall", "release", folder(name), "--no-preview");
    };
    expect((await release("theirs.json", "batch:2:0-4")).code).to.equal("RecallsNotYourProduct");
    expect((await release("nothing.json", "component:99")).code).to.equal("RecallsInvalidScope");
  });

  it("opens a recall of the boards by two keys, with the real advisory as its notice, and says whom it reaches", async () => {
    const file = folder("draft.json");
    const words = ["--scope", "component:1", ...AS_IT_IS, "--do", "Unplug the camera.", "--stop-use", "--out", file];
    const draft = ["recall", "draft", "--csaf", ADVISORY, ...words];
    const rehearsed = await run<Shown>("dana", ...draft, "--dry-run");
    expect(rehearsed.reaches).to.include({ involved: 10, brands: 1 });
    expect(await register.documents.get(rehearsed.notice)).to.equal(null);

    const drafted = await run<Shown>("dana", ...draft);
    expect(drafted).to.include({ notice: rehearsed.notice, file });
    expect((await fail("dana", ...draft)).code).to.equal("file-exists");
    expect((await fail("dana", "recall", "release", file)).code).to.equal("OrganizationsNotPermitted");
    const elsewhere = { ...register.env, MUSTER_DOCUMENTS: folder("empty") };
    expect((await refuse(["recall", "release", file, "--as", "remy"], elsewhere)).code).to.equal("document-unknown");
    mkdirSync(folder("altered"));
    writeFileSync(join(folder("altered"), drafted.notice.slice(2)), "all is well");
    const altered = { ...register.env, MUSTER_DOCUMENTS: folder("altered") };
    expect((await refuse(["recall", "release", file, "--as", "remy"], altered)).code).to.equal("document-altered");

    const opened = await run<Shown>("remy", "recall", "release", file);
    expect(opened).to.include({ recallId: 1, notice: drafted.notice });
    const bytes = (await register.documents.get(opened.notice)) as Uint8Array;
    writeFileSync(folder("notice.json"), bytes);
    const notice = decodeNotice(bytes);
    expect(notice).to.deep.include({
      headline: opened.headline,
      whatToDo: ["Unplug the camera."],
      stopUse: true,
      severity: opened.severity,
    });
    if (ADVISORY === REAL) expect([notice.source?.id, notice.severity]).to.deep.equal(["ICSA-17-341-01", "critical"]);
  });

  it("shows the figures with their denominator, and moves them when the owner patches", async () => {
    const first = await status(1);
    expect(first).to.include({ state: "open", involved: 10, brands: 1 });
    expect(first.figures.claimed).to.deep.equal({ count: 2, of: 10, share: 0.2 });
    expect(first.figures.remedied).to.deep.equal({ count: 0, of: 10, share: 0 });
    expect(first.figures.told).to.deep.equal({ count: 0, of: 10, share: 0 });

    expect((await fail("dana", "recall", "fix", "1", `${CAMERA_MODEL}:2`)).code).to.equal("OrganizationsNotPermitted");
    await run("nadia", "recall", "fix", "1", `${CAMERA_MODEL}:2`);
    const unit = `2-${label("A+B/1").index}`;
    expect((await fail("eli", "device", "patch", unit, "--release", "2")).code).to.equal("OwnerSignedNotOwner");
    await run("ada", "device", "patch", unit, "--release", "2");

    const second = await status(1);
    expect(second.figures.remedied).to.deep.equal({ count: 1, of: 10, share: 0.1 });
    expect(second.remediedByEvidence.owner).to.equal(1);
    const view = await run<DeviceView>(null, "device", "show", unit);
    expect([view.release, view.title?.evidence, view.recalls[0]?.remedied]).to.deep.equal([2, "owner", true]);
    expect(view.parts[0]?.batch.model.gtin).to.equal(BOARD);
  });

  it("leaves no draft file behind when the chain refuses", async () => {
    const draft = folder("refused.json");
    const args = ["recall", "draft", "--csaf", ADVISORY, "--scope", "component:1", ...AS_IT_IS, "--issuer", "1", "--out", draft];
    expect((await fail("nadia", ...args)).code).to.equal("OrganizationsNotPermitted");
    expect(existsSync(draft)).to.equal(false);
  });

  recallSteps({ register: () => register, run, fail, folder, status, advisory: ADVISORY, cameras: CAMERA_MODEL });

  it("notices the wrong chain and a damaged batch", async () => {
    rmSync(join(folder("boards"), "tree.bin"));
    expect((await fail("dana", "batch", "register", folder("boards"))).code).to.equal("batch-damaged");
    const record = JSON.parse(readFileSync(join(register.dir, "31337.json"), "utf8"));
    writeFileSync(join(register.dir, "10.json"), JSON.stringify({ ...record, chainId: 10 }));
    const { code, stderr } = await muster(["device", "patch", "2-1", "--release", "2", "--chain-id", "10"], {
      ...register.env,
      MUSTER_KEY: `0x${"42".repeat(32)}`,
    });
    expect(code).to.equal(1);
    expect(JSON.parse(stderr).error.code).to.equal("wrong-chain");
  });
});
