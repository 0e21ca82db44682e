import { expect } from "chai";
import { cpscRecall, nhtsaFile, parseQuarter, type ReportedRecall } from "../../lib/domain/us-exports.ts";

const at = (text: string): number => Date.parse(`${text}T00:00:00Z`) / 1000;
const day = (text: string, remedied: number) => ({
  ...{ day: at(text), involved: 100, claimed: 60, acknowledged: remedied, removed: 2 },
  remedied: { owner: remedied, repairer: 0, maker: 1, device: 0 },
});

const recall: ReportedRecall = {
  ...{ id: 7, issuer: "=Northgate\tCameras and much more than forty characters", openedAt: at("2026-02-10"), endedAt: null },
  days: [day("2026-02-10", 0), day("2026-03-31", 10), day("2026-04-01", 20)],
};
const rows = (quarter: string, of: ReportedRecall = recall, asOf = "2027-01-01") =>
  nhtsaFile("txt", [of], parseQuarter(quarter), at(asOf))
    .split("\r\n")
    .slice(0, -1)
    .map((row) => row.split("\t"));

describe("recalls in American shapes", () => {
  it("give a quarter's figures as they were at its end, in the thirteen fields of the agency's file", () => {
    const maker = "=Northgate Cameras and much more than fo";
    expect(rows("2026Q1")).to.deep.equal([[maker, "", "7", "", "20260210", "", "1", "2026-1", "100", "11", "40", "2", "20260331"]]);
    expect(rows("2026Q2")[0]?.slice(6)).to.deep.equal(["2", "2026-2", "100", "21", "40", "2", "20260630"]);
    expect(rows("2026Q4")[0]?.slice(6, 10)).to.deep.equal(["4", "2026-4", "100", "21"]);
    expect(rows("2026Q2", recall, "2026-05-05")[0]?.at(-1), "as far as it has gone").to.equal("20260505");
  });

  it("number a recall's reports on from year to year, from the quarter of its opening", () => {
    const old = { ...recall, openedAt: at("2024-12-31") + 86_399, days: [day("2024-12-31", 3)] };
    const numbers = ["2024Q3", "2024Q4", "2025Q1", "2025Q4", "2026Q2"].map((quarter) => rows(quarter, old)[0]?.[6]);
    expect(numbers).to.deep.equal([undefined, "1", "2", "5", "7"]);
  });

  it("cut a long name between characters, not inside of one", () => {
    expect(rows("2026Q1", { ...recall, issuer: `${"n".repeat(39)}\u{1f4f7}x` })[0]?.[0]).to.equal(`${"n".repeat(39)}\u{1f4f7}`);
  });

  it("report from the quarter of the opening to the one of the end", () => {
    const ended = { ...recall, endedAt: at("2026-07-01") };
    expect(["2025Q4", "2026Q1", "2026Q2", "2026Q3", "2026Q4"].map((quarter) => rows(quarter, ended).length)).to.deep.equal([0, 1, 1, 1, 0]);
  });

  it("have a head and no formulas where they are CSV", () => {
    const [head, row, ...more] = nhtsaFile("csv", [recall], parseQuarter("2026Q1"), at("2027-01-01")).split("\r\n");
    expect(head).to.equal(
      "MFGTXT,CAMPNO,MFGCAMPNO,RCLSUBJ,ODATE,ODATEEND,RPTNO,RPTQTR,INVOLVED,TTLREMEDIED,TTLUNREACH,TTLREMOVED,SUBMDATE",
    );
    expect(row?.startsWith("'=Northgate")).to.equal(true);
    expect(more).to.deep.equal([""]);
  });

  it("leave empty what the register has no data for", () => {
    const maker = { id: 2, name: "Northgate" };
    const record = cpscRecall({
      ...{ id: 7, measure: "safety-warning", openedAt: at("2026-02-10"), changedAt: at("2026-03-01") + 5 },
      issuer: { ...maker, domain: "northgate.example" },
      products: [
        { gtin: "00614141000012", name: "Porch", units: 40, maker },
        { gtin: "09506000134352", name: "Board", units: 3, maker },
      ],
      fixes: [{ model: "Porch", version: "1.2" }],
    });
    expect(record).to.deep.include({
      ...{ RecallID: 7, RecallDate: "2026-02-10T00:00:00", LastPublishDate: "2026-03-01T00:00:00", Title: "Northgate: safety warning 7" },
      ...{ Description: "", Injuries: [], Hazards: [], SoldAtLabel: null },
      ProductUPCs: [{ UPC: "614141000012" }],
      Manufacturers: [{ Name: "Northgate", CompanyID: "2" }],
      Remedies: [{ Name: "Porch: update to release 1.2 or later" }],
      RemedyOptions: [{ Option: "Repair" }],
      ConsumerContact: "northgate.example",
    });
    expect(record.Products.map(({ Model, NumberOfUnits }) => [Model, NumberOfUnits])).to.deep.equal([
      ["00614141000012", "40"],
      ["09506000134352", "3"],
    ]);
    expect(
      cpscRecall({
        ...record,
        id: 8,
        measure: "recall",
        openedAt: 0,
        changedAt: 0,
        issuer: { ...maker, domain: "" },
        products: [],
        fixes: [],
      }),
    ).to.deep.include({ Remedies: [], RemedyOptions: [] });
  });
});
