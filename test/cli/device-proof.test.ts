import { createReadStream, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline/promises";
import { expect } from "chai";
import { parse } from "csv-parse/sync";
import { parseUnitRecord, type UnitRecord } from "../../lib/batch/unit-records.ts";
import { publishRelease } from "../../lib/chain/calls.ts";
import { castMember } from "../../lib/domain/cast.ts";
import { modelId, orgId } from "../../lib/domain/ids.ts";
import type { DeviceView } from "../../lib/feed/wire.ts";
import { agent, sha256, unitFiles, unitKey } from "../agent/unit.ts";
import { inSteps } from "../fixtures/steps.ts";
import { type Failure, refuse, succeed } from "./muster.ts";
import { type Register, startRegister } from "./register.ts";

const GTIN = "09506000134352";
const LOT = "P1";
const DAY = 86_400;

/** One long story: each step needs the one before it. */
describe("a camera that proves by its own key what it runs, and whose it is", function () {
  inSteps(this);
  this.timeout(120_000);
  let register: Register;
  let keys: ReturnType<typeof unitKey>[];
  let challenge: string;
  let code: string;
  const run = <Result>(who: string | null, ...args: string[]): Promise<Result> =>
    succeed<Result>(who ? [...args, "--as", who] : args, register.env);
  const fail = (who: string, ...args: string[]): Promise<Failure> => refuse([...args, "--as", who], register.env);
  const ask = async (): Promise<string> => (await run<{ challenge: string }>(null, "device", "challenge", "1-0")).challenge;
  const device = async (): Promise<DeviceView> => {
    await register.settle();
    return run<DeviceView>(null, "device", "show", "1-0");
  };

  before(async () => {
    register = await startRegister();
  });
  after(() => register?.stop());

  /** The unit's own files, as the factory and the updater wrote them. */
  const filesOf = async (at: number, sequence: number): Promise<string[]> => {
    const dir = join(register.dir, `camera-${at}`);
    mkdirSync(dir, { recursive: true });
    const records: UnitRecord[] = [];
    for await (const line of createInterface(createReadStream(join(register.dir, "batch", "resolver.ndjson"))))
      records.push(parseUnitRecord(line) as UnitRecord);
    const { claimKey, serialTag } = records[at] as UnitRecord;
    const { chainId, contracts } = register.world.deployment;
    const { pem, signer } = keys[at] as ReturnType<typeof unitKey>;
    const identity = { format: "muster-unit/1", chainId, devices: contracts.Devices, claimKey, serialTag, signer };
    return unitFiles(dir, {
      identity,
      installed: { sequence, digest: sha256(`firmware ${sequence}`) },
      image: `firmware ${sequence}`,
      pem,
    });
  };
  const answer = async (at: number, sequence: number, ...text: string[]): Promise<string> => {
    const { code, stdout, stderr } = await agent([...(await filesOf(at, sequence)), ...text]);
    expect(stderr).to.equal("");
    expect(code).to.equal(0);
    return stdout;
  };

  it("is made with a key of its own and claimed", async () => {
    const { world } = register;
    const body = { kind: "manufacturer", country: "DE", name: "Northgate", domain: "northgate.example", admin: "nadia" } as const;
    await world.admit({ ...body, operators: { nadia: ["models", "batches", "releases", "titles"] } });
    await world.registerModel("nadia", { orgId: orgId(1), gtin: GTIN, kind: "device", name: "Doorway 2", supportEnd: 1_924_905_600 });
    const model = modelId(orgId(1), GTIN);
    for (const sequence of [1, 2])
      await world.as(
        "nadia",
        publishRelease(world.deployment, {
          modelId: model,
          sequence,
          version: `1.${sequence}`,
          digest: sha256(`firmware ${sequence}`),
          size: 10,
        }),
      );
    keys = [0, 1].map(() => unitKey(world.deployment.contracts.P256Verifier));
    writeFileSync(join(register.dir, "list.csv"), `serial,device_signer\n${keys.map(({ signer }, at) => `S${at},${signer}\n`).join("")}`);
    const batch = join(register.dir, "batch");
    await run(
      null,
      "batch",
      "build",
      join(register.dir, "list.csv"),
      "--gtin",
      GTIN,
      "--lot",
      LOT,
      "--seed-file",
      join(register.dir, "seed"),
      "--out",
      batch,
    );
    await run("nadia", "batch", "register", batch, "--factory-release", "1");
    await register.settle();
    const [label] = parse<{ code: string }>(readFileSync(join(batch, "labels.csv")), { columns: true });
    code = label?.code ?? "";
    await run("ada", "device", "claim", "--code", code);
    await register.settle();
  });

  it("proves its release to the register, whoever sends it", async () => {
    challenge = await ask();
    const proved = await run("ben", "device", "prove", await answer(0, 2, challenge));
    expect(proved).to.include({ deviceId: "1-0", release: 2, version: "1.2", evidence: "device", digest: sha256("firmware 2") });
    expect(await device()).to.deep.include({ release: 2 });
    expect((await device()).title).to.include({ evidence: "device" });
  });

  it("proves nothing by an old challenge, another unit's key, or with an image that was never published", async () => {
    expect((await fail("ben", "device", "prove", await answer(0, 2, challenge))).code, "used already").to.equal("device-answer-outdated");
    await register.wait(600);
    const fresh = await ask();
    expect((await fail("ben", "device", "prove", await answer(1, 2, fresh), "--dir", join(register.dir, "batch"))).code).to.equal(
      "DevicesWrongDeviceSignature",
    );
    expect((await fail("ben", "device", "prove", await answer(0, 3, fresh))).code, "release 3").to.equal("CatalogNoSuchRelease");
    const other = (await answer(0, 1, fresh)).split(":")[1] ?? "";
    expect((await fail("ben", "device", "prove", `muster-answer-1:${other.slice(0, -1)}`)).code).to.equal("device-text-invalid");
    await register.wait(7 * 3_600);
    expect((await fail("ben", "device", "prove", await answer(0, 1, fresh))).code, "too late").to.equal("device-answer-outdated");
  });

  it("reopens what a downgrade undid, by the device's own word", async () => {
    await run("ben", "device", "prove", await answer(0, 1, await ask()), "--dir", join(register.dir, "batch"));
    expect(await device()).to.deep.include({ release: 1 });
    expect((await refuse(["device", "challenge", "1-1"], register.env)).code, "nobody's").to.equal("DevicesUnclaimed");
  });
  it("names a new owner by its own key, which outranks the code", async () => {
    const [ben, eli] = [castMember("ben").address, castMember("eli").address];
    const named = async (at: number, claimant: string) => {
      const asked = await run<{ challenge: string }>(null, "device", "challenge", "1-0", "--claimant", claimant);
      return answer(at, 1, "--button-held", asked.challenge);
    };
    const start = (...args: string[]) => ["device", "start-recovery", ...args];
    expect(await run("eli", ...start("--code", code))).to.include({ deviceId: "1-0", claimant: eli, basis: "code" });
    expect((await fail("ben", ...start("--answer", await named(1, ben)))).code, "another unit").to.equal("DevicesWrongDeviceSignature");
    const text = await named(0, ben);
    expect((await fail("ben", ...start("--answer", text.slice(0, -1)))).code).to.equal("device-text-invalid");
    const usage = async (...args: string[]) => (await refuse([...start(...args), "--as", "ben"], register.env, 2)).message;
    expect(await usage("--answer", text, "--device", "1-1")).to.equal("The answer is of unit 1-0, not of 1-1.");
    expect(await usage("--answer", text, "--code", code)).to.equal("What proves that you have the unit was not said, or said twice.");

    expect(await run("eli", ...start("--answer", text)), "whoever sends it").to.include({ claimant: ben, basis: "device" });
    expect((await device()).title?.recovery).to.include({ claimant: ben, basis: "device", state: "pending" });
    expect((await fail("eli", ...start("--code", code, "--dir", join(register.dir, "batch")))).code).to.equal("DevicesOutranked");
  });

  it("stays with its owner who objects, until the maker awards it, and goes only when the time is over", async () => {
    expect((await fail("ben", "device", "veto-recovery", "1-0")).code).to.equal("OwnerSignedNotOwner");
    await run("ada", "device", "veto-recovery", "1-0");
    expect((await fail("ben", "device", "award-title", "1-0", "--reason", "It is mine")).code).to.equal("OrganizationsNotPermitted");
    const reason = "The bill names the claimant";
    expect(await run("nadia", "device", "award-title", "1-0", "--reason", reason)).to.include({ deviceId: "1-0", reason });
    await run("nadia", "device", "take-back-award", "1-0", "--reason", "The bill was forged");
    expect((await device()).title?.recovery).to.include({ state: "vetoed" });
    await run("nadia", "device", "award-title", "1-0", "--reason", reason);
    expect((await fail("ben", "device", "complete-recovery", "1-0")).code).to.equal("DevicesRecoveryNotReady");
    await register.wait(14 * DAY);
    await run("eli", "device", "complete-recovery", "1-0");
    expect((await device()).title?.owner).to.equal(castMember("ben").address);
  });

  it("is handed over by a code that works once, or to one account, and taken back before", async () => {
    const offer = () => run<{ code: string; link: string; until: number }>("ben", "device", "offer-handover", "1-0", "--days", "2");
    const accept = (...args: string[]) => ["device", "accept-handover", "1-0", ...args];
    const first = await offer();
    expect(first.link).to.equal(`${register.env.MUSTER_PUBLIC_URL}/handover/1-0#${first.code}`);
    await register.settle();
    expect((await device()).title?.offer?.until).to.equal(first.until);
    const second = await offer();
    expect((await fail("ada", ...accept("--code", first.code))).code, "an earlier offer's").to.equal("DevicesWrongHandoverKey");
    await run("ben", "device", "take-back-handover", "1-0");
    expect((await fail("ada", ...accept("--code", second.code))).code).to.equal("DevicesNoOffer");

    await run("ada", ...accept("--code", (await offer()).link));
    expect((await device()).title?.owner).to.equal(castMember("ada").address);
    const { address } = castMember("eli");
    const given = await run<object>("ada", "device", "offer-handover", "1-0", "--to", address);
    expect(given).to.include({ key: address }).and.to.not.have.property("code");
    await run("eli", ...accept());
    expect((await device()).title?.owner).to.equal(address);
  });
});
