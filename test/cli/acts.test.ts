import { generateKeyPairSync } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { parse } from "csv-parse/sync";
import { type Hex, sha256 } from "viem";
import { castMember } from "../../lib/domain/cast.ts";
import { declarationDigest, encodeDeclaration } from "../../lib/domain/declaration.ts";
import { REVEAL_DELAY } from "../../lib/domain/disclosure.ts";
import { decodeFinding } from "../../lib/domain/finding-file.ts";
import { batchId, orgId } from "../../lib/domain/ids.ts";
import { createFeed } from "../../lib/feed/client.ts";
import { createDocuments } from "../../lib/store/documents.ts";
import { declarationOf } from "../fixtures/declaration.ts";
import { type Failure, muster, refuse, succeed } from "./muster.ts";
import { type Register, startRegister } from "./register.ts";

const BOARD = "00614141123452";
const CAMERA = "09506000134352";

/** Of the declaration that the tests use, what the three laws ask for besides. */
const MISSING = {
  uk: ["3", "4"],
  eu: ["4", "5", "6", "8 (a)", "8 (b)", "8 (d)", "8 (e)", "8 (f)", "9"],
  us: ["3", "4", "5", "7"],
};

type Label = { index: string; code: string };

/** The verbs that are one transaction each; what they mean is tested with the contracts. */
describe("muster, single acts", function () {
  this.timeout(300_000);
  let register: Register;
  const run = <Result>(who: string, ...args: string[]): Promise<Result> => succeed<Result>([...args, "--as", who], register.env);
  const fail = async (who: string, ...args: string[]): Promise<string> => (await refuse([...args, "--as", who], register.env)).code;
  const feed = () => createFeed(register.env.MUSTER_API_URL as string);
  const organization = async (id: number) => {
    await register.settle();
    return feed().organization(id);
  };

  before(async () => {
    register = await startRegister();
    const { world, dir } = register;
    const forge = { kind: "manufacturer", country: "NO", name: "Lumen Forge", domain: "lumenforge.example", admin: "dana" } as const;
    const keys = { dana: ["models", "batches", "recall-draft"], remy: ["recall-release"] } as const;
    await world.admit({ ...forge, operators: { dana: [...keys.dana], remy: [...keys.remy] } });
    const brand = { ...forge, name: "Northgate Cameras", domain: "northgate.example", admin: "nadia" } as const;
    await world.admit({
      ...brand,
      operators: { nadia: ["models", "batches", "releases", "recall-draft", "repairs"], nils: ["recall-release"] },
    });
    const supportEnd = 1_924_905_600;
    await world.registerModel("dana", { orgId: orgId(1), gtin: BOARD, kind: "component", name: "Camera board", supportEnd });
    await world.registerModel("nadia", { orgId: orgId(2), gtin: CAMERA, kind: "device", name: "Doorway 2", supportEnd });
    const build = async (who: string, gtin: string, kind: string, ...more: string[]) => {
      const units = join(dir, `${gtin}.csv`);
      writeFileSync(units, "serial\nS1\nS2\nS3\n");
      const batch = ["--gtin", gtin, "--lot", "L1", "--model-kind", kind, "--made-from", "2026-01-01", "--made-to", "2026-01-02"];
      await succeed(["batch", "build", units, ...batch, "--seed-file", join(dir, "seed"), "--out", join(dir, gtin)], register.env);
      await run(who, "batch", "register", join(dir, gtin), ...more);
    };
    await build("dana", BOARD, "component");
    await build("nadia", CAMERA, "device", "--parts", "1:0-2");
    const words = { measure: "recall", severity: "high", minEvidence: "owner", notice: `0x${"11".repeat(32)}` } as const;
    await world.openRecall("remy", { issuer: orgId(1), ...words, scope: [{ kind: "component", batchId: batchId(1) }], fixes: [] });
  });
  after(() => register?.stop());

  it("hand an organisation to another admin, by offer and acceptance or by governance", async () => {
    const remy = castMember("remy").address;
    expect(await run("dana", "org", "offer-admin", "1", remy)).to.include({ orgId: 1, offeredAdmin: remy });
    expect((await organization(1)).offeredAdmin).to.equal(remy);
    expect(await run("dana", "org", "offer-admin", "1", "none")).to.include({ offeredAdmin: null });
    expect(await fail("remy", "org", "accept-admin", "1")).to.equal("OrganizationsNotOffered");
    await run("dana", "org", "offer-admin", "1", remy);
    expect(await run("remy", "org", "accept-admin", "1")).to.include({ orgId: 1 });
    expect(await organization(1)).to.include({ admin: remy, offeredAdmin: null });
    const dana = castMember("dana").address;
    expect(await run("gus", "org", "replace-admin", "1", dana, "--reason", "Its key was lost")).to.include({ admin: dana });
    expect((await organization(1)).admin).to.equal(dana);
    expect(await fail("remy", "org", "offer-admin", "1", remy)).to.equal("OrganizationsNotAdmin");
  });

  it("declare the security of a model from a file, and certify what was declared", async () => {
    const laboratory = { kind: "laboratory", country: "DK", name: "Elm Test House", domain: "elm.example", admin: "lars" } as const;
    const lab = await register.world.admit({ ...laboratory, operators: { lars: ["certificates"] } });
    await register.settle();
    const model = `2-${CAMERA}`;
    const file = join(register.dir, "declaration.json");
    const draft = ["model", "draft-declaration", model, "--out", file];
    expect(await succeed(draft, register.env)).to.include({ modelId: model, provisions: 68 });
    expect((await refuse(draft, register.env)).code).to.equal("file-exists");
    expect(await fail("nadia", "model", "declare", model, file), "nothing is answered yet").to.equal("declaration-invalid");

    writeFileSync(file, encodeDeclaration(declarationOf({ support: { until: "2031-01-01" } })));
    expect(await fail("nadia", "model", "declare", model, file), "more than the register promises").to.equal("declaration-contradicts");
    const bytes = encodeDeclaration(declarationOf());
    writeFileSync(file, bytes);
    const certify = ["model", "certify", model, "--version", "1", "--until", "2029-12-31", "--report", file];
    expect(await fail("lars", ...certify), "nothing is declared").to.equal("CatalogInvalidCertificate");
    expect(await run("nadia", "model", "declare", model, file, "--dry-run")).to.deep.include({ missing: MISSING });
    expect((await feed().model(model)).declaration).to.equal(null);
    expect(await fail("dana", "model", "declare", model, file), "another maker's model").to.equal("OrganizationsNotPermitted");
    const digest = declarationDigest(bytes);
    expect(await run("nadia", "model", "declare", model, file)).to.include({ digest, credentials: "unique-per-device" });
    expect(await createDocuments({ dir: register.env.MUSTER_DOCUMENTS as string }).get(digest)).to.deep.equal(bytes);

    await run("lars", ...certify);
    await register.settle();
    const image = join(register.dir, "fw.bin");
    const { privateKey } = generateKeyPairSync("ed25519");
    writeFileSync(image, privateKey.export({ format: "pem", type: "pkcs8" }));
    const checked = await muster(["firmware", "check", image, "--model", model], register.env);
    expect(checked.code).to.equal(1);
    const { declared, images } = JSON.parse(checked.stdout);
    expect(declared.keys).to.equal("unique-per-device");
    expect(images[0].judgements).to.deep.equal([
      {
        verdict: "contradicts",
        provision: "5.4-3, 5.4-4",
        says: "Declared unique per device, but this image holds a private key, which every unit with it shares.",
      },
    ]);
    const [certificate] = (await feed().model(model)).certificates;
    expect(certificate).to.include({ state: "in-force", validUntil: Date.parse("2030-01-01T00:00:00Z") / 1000 });
    const revoke = ["model", "revoke-certificate", model, "--org", `${lab}`, "--reason", "Another device was tested"];
    expect(await run("lars", ...revoke)).to.include({ laboratory: lab });
    expect(await fail("lars", ...revoke)).to.equal("CatalogNoSuchCertificate");
    await register.settle();
    expect((await feed().model(model)).certificates[0]?.state).to.equal("revoked");
  });

  it("file a finding that nobody can read, reveal it an hour later, answer it, and take it back", async () => {
    const report = join(register.dir, "report.txt");
    writeFileSync(report, "The camera answers to anybody.");
    const kept = join(register.dir, "finding.json");
    const about = ["--kind", "vulnerability", "--subject", "CVE-2031-12345", "--document", report, "--out", kept];
    const commit = ["disclosure", "commit", `2-${CAMERA}`, ...about];
    const { commitment } = await run<{ commitment: string }>("eli", ...commit);
    expect(await fail("eli", ...commit), "what is kept is not overwritten").to.equal("file-exists");
    expect(decodeFinding(readFileSync(kept, "utf8")).finding).to.include({
      subject: "CVE-2031-12345",
      digest: sha256(readFileSync(report)),
    });

    const reveal = ["disclosure", "reveal", kept];
    expect(await fail("eli", ...reveal)).to.equal("DisclosuresTooEarly");
    await register.wait(REVEAL_DELAY);
    expect(await fail("ben", ...reveal), "another account's").to.equal("finding-elsewhere");
    expect(await fail("eli", "disclosure", "reveal", report), "another file").to.equal("finding-invalid");
    expect(await run("eli", ...reveal)).to.include({ disclosureId: 1 });
    expect(await fail("eli", ...reveal), "a second time").to.equal("DisclosuresNotFiled");

    const reply = ["disclosure", "reply", "1", "--says"];
    expect(await fail("remy", ...reply, "disputed"), "another maker's model").to.equal("OrganizationsNotPermitted");
    expect(await fail("nils", ...reply, "fixed", "--release", "9")).to.equal("DisclosuresUnknownRelease");
    const { document } = await run<{ document: Hex }>("nils", ...reply, "disputed", "--document", report);
    expect(document).to.equal(sha256(readFileSync(report)));
    expect(await register.documents.get(document)).to.deep.equal(new Uint8Array(readFileSync(report)));
    await register.settle();
    const shown = await feed().disclosure(1);
    expect(shown).to.include({ commitment, standing: "answered", subject: "CVE-2031-12345" });
    expect(shown.answer).to.include({ says: "disputed", document });

    const withdraw = ["disclosure", "withdraw", "1", "--reason", "It was another model"];
    expect(await fail("ben", ...withdraw)).to.equal("DisclosuresNotYours");
    expect(await run("eli", ...withdraw)).to.include({ disclosureId: 1 });
    await register.settle();
    expect((await feed().disclosure(1)).standing).to.equal("withdrawn");
  });

  it("swap a part, by the word of the unit's owner or of its maker", async () => {
    const label = parse<Label>(readFileSync(join(register.dir, CAMERA, "labels.csv")), { columns: true })[1];
    const swap = ["device", "swap-part", "2-1", "--position"];
    expect(await fail("nadia", ...swap, "0", "--batch", "1", "--org", "2")).to.equal("ReportsUnclaimed");
    await run("ben", "device", "claim", "--code", label?.code ?? "", "--dir", join(register.dir, CAMERA));
    expect(await run("ben", ...swap, "0", "--batch", "none")).to.include({ deviceId: "2-1", position: 0, batchId: null });
    expect(await run("nadia", ...swap, "0", "--batch", "1", "--org", "2")).to.include({ batchId: 1 });
    await register.settle();
    const [put, ...more] = (await feed().device("2-1")).swaps;
    expect([put?.batch?.id, put?.evidence, more]).to.deep.equal([1, "maker", []]);
    expect(await fail("ben", ...swap, "7", "--batch", "none")).to.equal("ReportsNoSuchPart");
  });

  it("suspend an organisation and lift that, by governance alone", async () => {
    const suspend = ["org", "suspend", "2", "--reason", "It no longer controls its domain"];
    expect(await fail("dana", ...suspend)).to.equal("AccessManagedUnauthorized");
    expect(await run("gus", ...suspend)).to.include({ orgId: 2, suspended: true });
    expect((await organization(2)).suspended).to.equal(true);
    expect(await run("gus", ...suspend, "--lift")).to.include({ suspended: false });
    expect((await organization(2)).suspended).to.equal(false);
  });

  it("promise support for longer, and never for less long", async () => {
    const extend = ["model", "extend", `2-${CAMERA}`, "--support-end"];
    expect(await run("nadia", ...extend, "2032-12-31")).to.include({ supportEnd: "2032-12-31" });
    expect(await fail("nadia", ...extend, "2031-12-31")).to.equal("CatalogSupportNotLater");
  });

  it("freeze units whose codes leaked", async () => {
    const freeze = (range: string) => ["batch", "freeze", "2", range, "--reason", "A roll of labels was stolen"];
    expect(await run("nadia", ...freeze("1-2"))).to.include({ batchId: 2, first: 1, last: 2 });
    await register.settle();
    expect((await feed().batch(2)).frozen).to.deep.equal([{ first: 1, last: 2, reason: "A roll of labels was stolen" }]);
    expect(await fail("dana", ...freeze("0-0"))).to.equal("OrganizationsNotPermitted");
    const wrong: Failure = await refuse([...freeze("2"), "--as", "nadia"], register.env, 2);
    expect(wrong.message).to.contain("It has to be first-last, for example 0-99.");
  });

  it("reply to a recall as a maker, acknowledge it as an owner, and say what else was done", async () => {
    const labels = join(register.dir, CAMERA, "labels.csv");
    const [label] = parse(readFileSync(labels), { columns: true }) as Label[];
    await register.settle();
    const reply = ["recall", "reply", "1", "--device", "2-0", "--says"];
    const note = join(register.dir, "note.txt");
    writeFileSync(note, "We are looking into it.");
    expect(await run("nils", ...reply, "affected", "--document", note)).to.include({ says: "affected", deviceId: "2-0" });
    expect(await run("nils", ...reply, "investigating")).to.include({ document: null });
    expect(await fail("nils", ...reply.with(4, "1-0"), "affected")).to.equal("OrganizationsNotPermitted");

    const claim = ["device", "claim", "--dir", join(register.dir, CAMERA), "--code", label?.code ?? ""];
    await succeed([...claim, "--as", "ada"], register.env);
    await register.settle();
    expect(await fail("ben", "recall", "acknowledge", "1", "2-0")).to.match(/^(Devices|OwnerSigned|Recalls)/);
    expect(await run("ada", "recall", "acknowledge", "1", "2-0")).to.include({ recallId: 1, deviceId: "2-0" });
    expect(await run("ada", "recall", "remedy", "1", "2-0", "--how", "returned")).to.include({ remedy: "returned" });
    expect(await run("nadia", "recall", "remedy", "1", "2-0", "--how", "replaced", "--org", "2")).to.include({
      remedy: "replaced",
      orgId: 2,
    });
    expect(await fail("ada", "recall", "remedy", "1", "2-0", "--how", "returned")).to.equal("RecallsWeakerEvidence");
    await register.settle();
    const { counts, makers } = await feed().recall(1);
    expect([counts.claimed, counts.acknowledged, makers[0]?.reply?.says]).to.deep.equal([2, 1, "investigating"]);
    expect(await fail("ada", "recall", "acknowledge", "2", "2-0")).to.equal("RecallsNotAffected");
  });
});
