import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { MusterError } from "../../lib/domain/errors.ts";
import { readOtaExport } from "../../lib/domain/ota-exports.ts";
import type { OtaRow } from "../../lib/domain/ota-report.ts";
import { readInventory, readOta, readSerials } from "../../lib/factory/read-ota.ts";

const problem = async (run: () => unknown): Promise<string> => {
  try {
    await run();
  } catch (error) {
    if (error instanceof MusterError) return `${error.code}: ${error.details.problem ?? error.details.where}`;
    throw error;
  }
  return "accepted";
};
const brief = (rows: readonly OtaRow[]): unknown[] =>
  rows.map(({ unit, runs }) => [unit && Object.values(unit)[0], runs.installed && ("sequence" in runs ? runs.sequence : runs.versions)]);

/** As hawkBit's Management API answers, with most of its fields. */
const target = (controllerId: string, more: object = {}) => ({
  ...{ createdBy: "maker", createdAt: 1682408577979, name: `Camera ${controllerId}`, controllerId, updateStatus: "in_sync" },
  ...{ installedAt: 1682408577987, pollStatus: { overdue: false }, targetTypeName: "camera" },
  _links: { self: { href: `https://hawkbit.example/rest/v1/targets/${controllerId}` } },
  ...more,
});
const action = (id: number, controllerId: string, status: string, set = "DS:1.0", type = "update") => ({
  ...{ id, type, status, active: status !== "finished", forceType: "forced", rollout: 1, rolloutName: "rollout" },
  _links: {
    target: { href: `https://hawkbit.example/rest/v1/targets/${encodeURIComponent(controllerId)}`, name: "Front door" },
    distributionset: { href: "https://hawkbit.example/rest/v1/distributionsets/1", name: set },
  },
});
const page = (content: object[], total = content.length) => ({ content, total, size: content.length });

/** As Mender's management API answers. */
const inventory = (id: string, attributes: Record<string, unknown>) => ({
  id,
  attributes: Object.entries(attributes).map(([name, value]) => ({ name, scope: "inventory", value })),
  updated_ts: "2026-10-03T16:58:51.639Z",
});
const deployed = (
  id: string,
  status: string,
  image: object = { id: "0c13", name: "camera-1.2.0", meta_artifact: { name: "camera-1.2.0" } },
) => ({
  ...{ id, status, log: false, created: "2026-02-11T13:03:17.063493443Z", device_type: "camera", image },
});

describe("exports of update servers", () => {
  it("of hawkBit's targets say what is installed where the distribution set is with them", async () => {
    const installedDS = { id: 5, name: "camera", version: "1.2.0", modules: [] };
    const { form, rows, total } = readOtaExport(page([target("S1", { installedDS }), target("S2", { installedDS: null })], 900));
    expect([form, total]).to.deep.equal(["hawkbit-targets", 900]);
    expect(brief(rows)).to.deep.equal([
      ["S1", ["1.2.0", "camera:1.2.0"]],
      ["S2", false],
    ]);
    expect(rows[0]).to.include({ where: "entry 1", deviceType: "camera" });
  });

  it("of hawkBit's targets without it need somebody to say that all run the release", async () => {
    const list = page([target("S1"), target("S2", { updateStatus: "pending" })]);
    expect(await problem(() => readOtaExport(list, { prefix: "a.json " }))).to.equal("report-installed-unsaid: a.json entry 1");
    expect(brief(readOtaExport(list, { allInstalled: true }).rows)).to.deep.equal([
      ["S1", []],
      ["S2", []],
    ]);
  });

  it("of hawkBit's actions say what the last finished update brought", async () => {
    const { form, rows } = readOtaExport(
      page([
        action(1, "S1", "finished", "camera:fw:1.1.0"),
        action(4, "S1", "finished", "camera:fw:1.2.0"),
        action(5, "S1", "error", "camera:fw:1.3.0"),
        action(3, "S 2/a", "running"),
        action(2, "S3", "error"),
        action(7, "S3", "finished"),
        action(6, "S4", "finished", "DS:1.0", "cancel"),
      ]),
    );
    expect(form).to.equal("hawkbit-actions");
    expect(brief(rows)).to.deep.equal([
      ["S1", ["1.2.0", "camera:fw:1.2.0"]],
      ["S 2/a", false],
      ["S3", ["1.0", "DS:1.0"]],
      ["S4", false],
    ]);
    const broken = { ...action(1, "S1", "finished"), _links: { target: { href: "https://h/%zz" }, distributionset: { href: "" } } };
    expect(await problem(() => readOtaExport(page([broken])))).to.contain("entry 1 has a link to its target that cannot be read");
  });

  it("of Mender's inventory have serial and artifact among the attributes", async () => {
    const list = [
      inventory("291a", { serial_no: "S1", artifact_name: "camera-1.2.0", device_type: ["camera"], "rootfs-image.version": "1.2.0" }),
      inventory("76f4", { mac: "00:01", artifact_name: "camera-1.2.0" }),
      inventory("98aa", { serial_number: 17, board: "S9" }),
    ];
    const { form, rows } = readOtaExport(list);
    expect(form).to.equal("mender-inventory");
    expect(brief(rows)).to.deep.equal([
      ["S1", ["camera-1.2.0", "1.2.0"]],
      [null, ["camera-1.2.0"]],
      ["17", false],
    ]);
    expect(rows[0]?.deviceType).to.equal("camera");
    expect(brief(readOtaExport(list, { serialAttribute: "board" }).rows).map((one) => (one as unknown[])[0])).to.deep.equal([
      null,
      null,
      "S9",
    ]);
  });

  it("of a deployment of Mender's say on which devices it succeeded", async () => {
    const provides = {
      name: "camera-1.2.0",
      meta_artifact: { artifact_provides: { artifact_name: "test", "rootfs-image.version": "1.2" } },
    };
    const { form, rows } = readOtaExport([
      deployed("a", "success"),
      deployed("b", "already-installed", provides),
      deployed("c", "failure"),
    ]);
    expect(form).to.equal("mender-deployment");
    expect(brief(rows)).to.deep.equal([
      ["a", ["camera-1.2.0"]],
      ["b", ["camera-1.2.0", "test", "1.2"]],
      ["c", false],
    ]);
    const serials = new Map([["a", "S1"]]);
    const named = readOtaExport([deployed("a", "success"), deployed("b", "success")], { serialOf: (id) => serials.get(id) });
    expect(brief(named.rows).map((one) => (one as unknown[])[0])).to.deep.equal(["S1", null]);
    expect(await problem(() => readOtaExport([deployed("a", "success", {})]))).to.contain("entry 1 does not say what was deployed to it");
  });

  it("of another shape are refused, by their first entry that is not as expected", async () => {
    for (const json of [null, 3, "x", {}, [], { items: [] }])
      expect(await problem(() => readOtaExport(json))).to.equal(
        "report-file-invalid: it is no export of hawkBit's or Mender's management API with any device in it",
      );
    expect(await problem(() => readOtaExport([deployed("a", "success"), { id: "b" }]))).to.contain("entry 2 is no Mender device: status");
    expect(await problem(() => readOtaExport(page([{ id: 3 }])))).to.contain("entry 1 is no hawkBit target: controllerId");
    expect(await problem(() => readOtaExport(page([{ id: 3, status: "finished", type: "update", _links: {} }])))).to.contain(
      "entry 1 is no hawkBit action",
    );
  });
});

describe("files of an update service", () => {
  let dir: string;
  const file = (name: string, content: unknown): string => {
    writeFileSync(join(dir, name), typeof content === "string" ? content : JSON.stringify(content));
    return join(dir, name);
  };
  before(() => {
    dir = mkdtempSync(join(tmpdir(), "muster-ota-"));
  });
  after(() => rmSync(dir, { recursive: true, force: true }));

  it("are tables with a line for each unit, whatever separates their cells", async () => {
    const bySerial = await readOta([file("a.csv", '\ufeffserial,release\r\nS1,2\r\n"S,2",3\r\n\r\nS3,\r\n')], {});
    expect(brief(bySerial.rows)).to.deep.equal([
      ["S1", 2],
      ["S,2", 3],
      ["S3", false],
    ]);
    expect(bySerial.rows.map(({ where }) => where)).to.deep.equal(["line 2", "line 3", "line 5"]);
    const byIndex = await readOta([file("b.csv", "index;version;gtin;lot;device_type\n4;1.2.0;09506000134352;L1;camera\n")], {});
    expect(byIndex.rows[0]).to.deep.include({ unit: { index: 4 }, gtin: "09506000134352", lot: "L1", deviceType: "camera" });
    expect(brief((await readOta([file("c.csv", "device\n7-123\n")], {})).rows)).to.deep.equal([[(7n << 32n) | 123n, []]]);
  });

  it("are pages of one list, each entry named with its file", async () => {
    const pages = [file("p1.json", page([target("S1")], 3)), file("p2.json", page([target("S2"), target("S3")], 3))];
    const list = await readOta(pages, { allInstalled: true });
    expect(list.rows.map(({ where }) => where)).to.deep.equal(["p1.json entry 1", "p2.json entry 1", "p2.json entry 2"]);
    expect(list.total).to.equal(3);
    const mixed = [pages[0] as string, file("d.csv", "serial\nS1\n")];
    expect(await problem(() => readOta(mixed, { allInstalled: true }))).to.contain(
      "the files are of different kinds, hawkbit-targets and csv",
    );
  });

  it("are refused with the line that cannot be read", async () => {
    const refused = async (content: string) =>
      (await problem(() => readOta([file("x.csv", content)], {}))).replace("report-file-invalid: ", "");
    expect(await refused("serial,relaese\nS1,2\n")).to.contain("line 1: there is no column relaese in such a list");
    expect(await refused("serial,serial\nS1,S1\n")).to.equal("line 1: there are two columns serial");
    for (const header of ["release", "serial,index"]) expect(await refused(`${header}\n1,1\n`)).to.contain("exactly one of the columns");
    expect(await refused("serial,release,version\nS1,2,1\n")).to.contain("it has both release and version");
    expect(await refused("serial,release\nS1\n")).to.equal("line 2: it has 1 cells where 2 are expected");
    expect(await refused("serial,release\nS1,2\nS2,1.2\n")).to.equal("line 3: the release is not a sequence number");
    expect(await refused("index\n01\n")).to.equal("line 2: the index is not a whole number");
    expect(await refused("serial\n")).to.equal("it lists no devices");
    expect(await refused('serial\n"S1\n')).to.match(/^it is not a table: /);
    expect(await refused(`serial\n${"x".repeat(20_000)}\n`)).to.match(/^it is not a table: /);
    expect(await refused("[1,")).to.equal("it is not JSON, though it begins so");
    expect(await problem(() => readOta([join(dir, "none.csv")], {}))).to.match(/^file-unreadable/);
    expect(await problem(() => readOta([dir], {}))).to.match(/^file-unreadable/);
  });

  it("are tables of a batch's serials, and Mender's inventory for the serials of a deployment", async () => {
    expect(await readSerials(file("s.csv", "serial,index\nS1,0\nS2,1\n"))).to.deep.equal(
      new Map([
        ["S1", 0],
        ["S2", 1],
      ]),
    );
    expect(await problem(() => readSerials(file("s.csv", "serial\nS1\n")))).to.contain("has the columns serial and index");
    expect(await problem(() => readSerials(file("s.csv", "serial,index\nS1,0\nS1,1\n")))).to.contain(
      "line 3: the serial stands there twice",
    );
    expect(await problem(() => readSerials(file("s.csv", "serial,index\nS1,x\n")))).to.contain("line 2: the index is not a whole number");
    const devices = file("i.json", [inventory("a", { serial_no: "S1" }), inventory("b", { mac: "00:01" })]);
    expect(await readInventory(devices, {})).to.deep.equal(new Map([["a", "S1"]]));
    expect(await problem(() => readInventory(file("i.json", {}), {}))).to.contain("the inventory is no export of Mender's");
  });
});
