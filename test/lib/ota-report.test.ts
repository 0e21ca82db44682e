import { expect } from "chai";
import { MusterError } from "../../lib/domain/errors.ts";
import { batchId, deviceId } from "../../lib/domain/ids.ts";
import { acceptRows, assessRows, checkTypes, type OtaRow, type OtaTarget, reportOf } from "../../lib/domain/ota-report.ts";
import { lists } from "../../lib/domain/report.ts";

const batch = batchId(7);
const target: OtaTarget = {
  ...{ batchId: batch, gtin: "09506000134352", lot: "L1", size: 1000, sequence: 2, version: "1.2.0" },
  indexOf: (serial) => (/^S[0-9]{3}$/.test(serial) ? Number(serial.slice(1)) : undefined),
};
const runsIt = { installed: true as const, versions: ["1.2.0"] };
const row = (line: number, unit: OtaRow["unit"], more: Partial<OtaRow> = {}): OtaRow => ({
  where: `line ${line}`,
  unit,
  runs: runsIt,
  ...more,
});
const problemOf = (one: OtaRow): string | undefined => assessRows([one], target).problems[0]?.problem;
const detailOf = (run: () => unknown): string => {
  try {
    run();
  } catch (error) {
    if (error instanceof MusterError) return `${error.code}: ${error.message}`;
    throw error;
  }
  return "accepted";
};

describe("a list of an update service", () => {
  it("lists units by serial, place or number that run the release, and no others", () => {
    const found = assessRows(
      [
        row(2, { serial: "S005" }),
        row(3, { index: 9 }, { runs: { installed: true, sequence: 2 } }),
        row(4, { deviceId: deviceId(batch, 3) }, { runs: { installed: true, versions: [] } }),
        row(5, { index: 20 }, { runs: { installed: true, sequence: 3 } }),
        row(6, { index: 21 }, { runs: { installed: true, versions: ["1.1.0", "camera:1.1.0"] } }),
        row(7, { index: 22 }, { runs: { installed: true, versions: ["camera", "1.2.0"] } }),
        row(8, { index: 23 }, { runs: { installed: false } }),
      ],
      target,
    );
    expect(found).to.deep.equal({ rows: 7, listed: [3, 5, 9, 22], others: { "release 3": 1, "1.1.0": 1 }, waiting: 1, problems: [] });
  });

  it("names what it does not understand by its line, and guesses nothing", () => {
    expect(problemOf(row(2, null))).to.equal("unnamed");
    expect(problemOf(row(2, { serial: "S5" }))).to.equal("unknown-serial");
    expect(problemOf(row(2, { index: 1000 }))).to.equal("outside-batch");
    expect(problemOf(row(2, { deviceId: deviceId(batchId(8), 3) }))).to.equal("outside-batch");
    expect(problemOf(row(2, { index: 1 }, { gtin: "09506000246819" }))).to.equal("wrong-model");
    expect(problemOf(row(2, { index: 1 }, { lot: "L2" }))).to.equal("wrong-lot");
    // The GTIN as it is printed, without the zero in front.
    expect(problemOf(row(2, { index: 999 }, { gtin: "9506000134352", lot: "L1" }))).to.equal(undefined);
    const typed = assessRows([row(2, { index: 1 }, { deviceType: "doorbell" })], { ...target, deviceType: "camera" });
    expect(typed.problems).to.deep.equal([{ where: "line 2", problem: "wrong-model", detail: "its type is doorbell, not camera" }]);
  });

  it("lists a unit that stands there twice only where all rows about it agree", () => {
    const twice = assessRows(
      [row(2, { index: 1 }), row(3, { index: 1 }), row(4, { index: 2 }), row(9, { serial: "S002" }, { runs: { installed: false } })],
      target,
    );
    expect(twice.listed).to.deep.equal([1]);
    expect(twice.problems.map(({ where, detail }) => `${where}: ${detail}`)).to.deep.equal([
      "line 3: unit 1 stands in line 2 already",
      "line 9: unit 2 stands in line 4 already",
    ]);
  });

  it("is refused with the lines that are not understood, unless they are to be left out", () => {
    const found = assessRows(
      Array.from({ length: 30 }, (_, i) => row(i + 2, { serial: `X${i}` })),
      target,
    );
    const refused = detailOf(() => acceptRows(found, false));
    expect(refused).to.contain(
      "report-rows: 30 of 30 devices in the list are not understood: line 2: serial X0 is not in the batch; line 3:",
    );
    expect(refused).to.contain("line 21: serial X19 is not in the batch; and 10 more.");
    expect(detailOf(() => acceptRows(found, true))).to.equal("accepted");
    expect(detailOf(() => acceptRows(assessRows([row(2, { index: 1 })], target), false))).to.equal("accepted");
  });

  it("has to be of one type of device, or say which is meant", () => {
    const mixed = [row(2, { index: 1 }, { deviceType: "camera" }), row(3, { index: 2 }, { deviceType: "doorbell" }), row(4, { index: 3 })];
    expect(detailOf(() => checkTypes(mixed, undefined))).to.equal(
      "report-types-mixed: The list has devices of several types: camera, doorbell.",
    );
    expect([detailOf(() => checkTypes(mixed, "camera")), detailOf(() => checkTypes(mixed.slice(1), undefined))]).to.deep.equal([
      "accepted",
      "accepted",
    ]);
  });

  it("becomes a range where the units are in a row, else the shortest bitmap", () => {
    const found = { others: {}, waiting: 0 };
    expect(reportOf({ ...found, listed: [4] })).to.deep.equal({ first: 4, last: 4, units: "0x" });
    expect(reportOf({ ...found, listed: [4, 5, 6] })).to.deep.equal({ first: 4, last: 6, units: "0x" });
    const listed = [4, 6, 600];
    const report = reportOf({ ...found, listed });
    expect([report.first, report.last, report.units.length]).to.deep.equal([4, 600, 2 + 2 * 32 * 3]);
    expect(Array.from({ length: 1000 }, (_, i) => i).filter((index) => lists(report, index))).to.deep.equal(listed);
    expect(detailOf(() => reportOf({ ...found, listed: [0, 2, 983_040] }))).to.match(/^report-too-wide: /);
    expect(reportOf({ ...found, listed: [0, 2, 983_039] }).units.length).to.equal(2 + 2 * 122_880);
  });

  it("is refused where there is nothing to report, with the reason", () => {
    const empty = { listed: [], others: {}, waiting: 0 };
    expect(detailOf(() => reportOf(empty))).to.contain("the list has no device of the batch");
    expect(detailOf(() => reportOf({ ...empty, waiting: 4 }))).to.contain("it is not installed on any of the 4");
    expect(detailOf(() => reportOf({ ...empty, waiting: 4, others: { a: 1, "fw-1.2.0": 9 } }))).to.contain("most of them (9) fw-1.2.0");
  });
});
