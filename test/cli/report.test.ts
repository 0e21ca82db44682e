import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { publishRelease } from "../../lib/chain/calls.ts";
import { parseModelId } from "../../lib/domain/ids.ts";
import { type Failure, refuse, succeed } from "./muster.ts";
import { type Register, startRegister } from "./register.ts";

const GTIN = "09506000134352";
const MODEL = `1-${GTIN}`;
const UNITS = 600;
const serial = (index: number): string => `S${String(index).padStart(4, "0")}`;
const indices = Array.from({ length: UNITS }, (_, index) => index);

type Sent = {
  reportId: number;
  units: number;
  first: number;
  last: number;
  form: string;
  gas: number;
  gasPerUnit: number;
  skipped: number;
};

describe("muster report", function () {
  this.timeout(120_000);
  let register: Register;
  const file = (name: string, content: string | object): string => {
    writeFileSync(join(register.dir, name), typeof content === "string" ? content : JSON.stringify(content));
    return join(register.dir, name);
  };
  const send = (...args: string[]): Promise<Sent> => succeed<Sent>(["report", "send", ...args, "--as", "dana"], register.env);
  const fail = (...args: string[]): Promise<Failure> => refuse(["report", ...args, "--as", "dana"], register.env);
  const dir = (): string => join(register.dir, "batch");

  before(async () => {
    register = await startRegister();
    const body = { kind: "manufacturer", country: "NO", name: "Lumen Forge", domain: "lumenforge.example", admin: "dana" } as const;
    const maker = await register.world.admit({ ...body, operators: { dana: ["models", "batches", "releases"] } });
    await register.world.registerModel("dana", { orgId: maker, gtin: GTIN, kind: "device", name: "Doorway 2", supportEnd: 1_924_905_600 });
    const release = { modelId: parseModelId(MODEL), sequence: 2, version: "1.2.0", digest: `0x${"22".repeat(32)}`, size: 9 } as const;
    await register.world.as("dana", publishRelease(register.world.deployment, release));
    const units = file("units.csv", `serial\n${indices.map(serial).join("\n")}\n`);
    const batch = ["--gtin", GTIN, "--lot", "L1", "--made-from", "2026-01-01", "--made-to", "2026-01-02"];
    await succeed(["batch", "build", units, ...batch, "--seed-file", join(register.dir, "seed"), "--out", dir()], register.env);
    await succeed(["batch", "register", dir(), "--as", "dana"], register.env);
  });
  after(() => register?.stop());

  it("shows what it would send and what it costs, and sends nothing", async () => {
    const list = file("updated.csv", `serial,release\n${serial(0)},2\n${serial(3)},2\n${serial(4)},1\nX1,2\n${serial(5)},\n`);
    const shown = await send(list, "--sequence", "2", "--dir", dir(), "--dry-run");
    expect(shown).to.deep.include({
      batchId: 1,
      version: "1.2.0",
      units: 2,
      first: 0,
      last: 3,
      form: "bitmap",
      rows: 5,
      notInstalled: 1,
      skipped: 1,
    });
    expect(shown)
      .to.deep.include({ runningOthers: { "release 1": 1 } })
      .and.not.to.have.property("reportId");
    expect(shown)
      .to.have.property("problems")
      .that.deep.equals([{ where: "line 5", problem: "unknown-serial", detail: "serial X1 is not in the batch" }]);
    expect(shown.gasPerUnit).to.equal(Math.ceil((100 * shown.gas) / 2) / 100);
    expect((await refuse(["report", "show", "1"], register.env)).code).to.equal("ReportsUnknown");
  });

  it("refuses lists that are not understood in full, with their lines, and leaves out only what it is told to", async () => {
    const list = file("updated.csv", `serial,gtin\n${serial(0)},${GTIN}\nX1,${GTIN}\n${serial(1)},09506000246819\n${serial(0)},\n`);
    const refused = await fail("send", list, "--sequence", "2", "--dir", dir());
    expect(refused.message).to.equal(
      "3 of 4 devices in the list are not understood: line 3: serial X1 is not in the batch; line 4: its GTIN is 09506000246819, the batch's is 09506000134352; line 5: unit 0 stands in line 2 already.",
    );
    expect(await send(list, "--sequence", "2", "--dir", dir(), "--skip-unknown")).to.deep.include({
      reportId: 1,
      units: 1,
      form: "range",
      skipped: 3,
    });
  });

  it("reports pages of an export in one transaction, by what the update server calls the release", async () => {
    const content = (from: number, to: number) =>
      indices.slice(from, to).map((index) => ({
        controllerId: serial(index),
        updateStatus: "in_sync",
        installedDS: { name: "camera", version: index % 2 ? "fw-1.2.0" : "fw-1.1.0" },
      }));
    const pages = [
      file("1.json", { content: content(0, 300), total: UNITS, size: 300 }),
      file("2.json", { content: content(300, UNITS), total: UNITS, size: 300 }),
    ];
    const nothing = await fail("send", ...pages, "--sequence", "2", "--dir", dir());
    expect([nothing.code, nothing.message]).to.deep.equal([
      "report-empty",
      "No unit is to be reported: the devices run something else, most of them (300) fw-1.1.0.",
    ]);
    const sent = await send(...pages, "--sequence", "2", "--dir", dir(), "--installed-as", "fw-1.2.0");
    expect(sent).to.deep.include({ units: 300, first: 1, last: 599, form: "bitmap", runningOthers: { "fw-1.1.0": 300 } });
    const shown = await succeed<object>(["report", "show", `${sent.reportId}`, "--units"], register.env);
    expect(shown).to.deep.include({
      id: sent.reportId,
      batchId: 1,
      release: 2,
      first: 1,
      last: 599,
      count: 300,
      form: "bitmap",
      revoked: false,
    });
    expect(shown)
      .to.have.property("units")
      .that.matches(/^0x(aa){32}/);
  });

  it("takes a report back, with a reason that stays", async () => {
    const revoke = ["revoke", "1", "--reason", "The list was of another batch"];
    expect(await succeed(["report", ...revoke, "--as", "dana"], register.env)).to.deep.include({ reportId: 1 });
    const { revocation } = await succeed<{ revocation: { reason: string } }>(["report", "show", "1"], register.env);
    expect(revocation.reason).to.equal("The list was of another batch");
    expect((await fail(...revoke)).code).to.equal("ReportsUnknown");
  });

  it("needs the batch, a release that counts, and the right to report", async () => {
    const list = file("updated.csv", `serial\n${serial(0)}\n`);
    const code = async (...args: string[]) => (await fail("send", list, ...args)).code;
    expect(await code("--sequence", "2")).to.equal("report-batch-unnamed");
    expect(await code("--sequence", "2", "--batch", "1")).to.equal("report-batch-unnamed");
    expect(await code("--sequence", "2", "--batch", "9", "--serials", file("s.csv", "serial,index\n"))).to.equal("BatchesUnknown");
    expect(await code("--sequence", "3", "--dir", dir())).to.equal("CatalogNoSuchRelease");
    expect((await refuse(["report", "send", list, "--sequence", "2", "--dir", dir(), "--as", "eli"], register.env)).code).to.equal(
      "OrganizationsNotPermitted",
    );
    const numbered = file("numbers.csv", "device\n1-7\n1-8\n");
    expect(await send(numbered, "--sequence", "2", "--batch", "1")).to.deep.include({ units: 2, first: 7, last: 8, form: "range" });
  });
});
