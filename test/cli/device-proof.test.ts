import { createReadStream, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline/promises";
import { expect } from "chai";
import { parse } from "csv-parse/sync";
import { parseUnitRecord, type UnitRecord } from "../../lib/batch/unit-records.ts";
import { publishRelease } from "../../lib/chain/calls.ts";
import { modelId, orgId } from "../../lib/domain/ids.ts";
import type { DeviceView } from "../../lib/feed/wire.ts";
import { agent, sha256, unitFiles, unitKey } from "../agent/unit.ts";
import { inSteps } from "../fixtures/steps.ts";
import { type Failure, refuse, succeed } from "./muster.ts";
import { type Register, startRegister } from "./register.ts";

const GTIN = "09506000134352";
const LOT = "P1";

/** One long story: each step needs the one before it. */
describe("a camera that proves by its own key what it runs", function () {
  inSteps(this);
  this.timeout(120_000);
  let register: Register;
  let keys: ReturnType<typeof unitKey>[];
  let challenge: string;
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
  const answer = async (at: number, sequence: number, text: string): Promise<string> => {
    const { code, stdout, stderr } = await agent([...(await filesOf(at, sequence)), text]);
    expect(stderr).to.equal("");
    expect(code).to.equal(0);
    return stdout;
  };

  it("is made with a key of its own and claimed", async () => {
    const { world } = register;
    const body = { kind: "manufacturer", country: "DE", name: "Northgate", domain: "northgate.example", admin: "nadia" } as const;
    await world.admit({ ...body, operators: { nadia: ["models", "batches", "releases"] } });
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
    await run("ada", "device", "claim", "--code", label?.code ?? "");
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
});
