import { expect } from "chai";
import { parse } from "csv-parse/sync";
import { csvRow } from "../../lib/domain/csv.ts";
import { csvTable, FACT_COLUMNS, factsOf } from "../../lib/domain/csv-table.ts";

describe("lib/domain/csv", () => {
  it("comes back from another reader as it was, whatever is in it", () => {
    const rows = [
      ["plain", "", " spaces ", "comma, here", 'quote " there', '"', '""'],
      ["line\nbreak", "line\r\nbreak", "'", "<script>", "\u202eabc", "😀", "x".repeat(10_000)],
    ];
    expect(parse(rows.map((row) => csvRow(row)).join(""))).to.deep.equal(rows);
  });

  it("quotes what RFC 4180 has quoted, and nothing else", () => {
    expect(csvRow(["plain", "a,b", 'a"b', "a\nb", "a\rb", ""])).to.equal('plain,"a,b","a""b","a\nb","a\rb",\r\n');
  });

  it("lets no spreadsheet run a cell as a formula", () => {
    const hostile = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", '=HYPERLINK("https://evil.example","x")', "=cmd|' /C calc'!A0"];
    expect(parse(csvRow(hostile))).to.deep.equal([hostile.map((cell) => `'${cell}`)]);
  });

  it("keeps numbers as numbers, and nothing as nothing", () => {
    expect(csvRow([-1, 0, 12_500, null])).to.equal("-1,0,12500,\r\n");
  });

  it("lays a thing out as its facts, each with the way to it, and none that a spreadsheet would run", () => {
    const thing = { id: 3, model: { name: "=1+1" }, title: null, releases: [{ version: "1.0" }, { version: "2.0" }], suspended: false };
    expect(parse(csvTable(FACT_COLUMNS, factsOf(thing)))).to.deep.equal([
      ["fact", "value"],
      ["id", "3"],
      ["model.name", "'=1+1"],
      ["title", ""],
      ["releases.0.version", "1.0"],
      ["releases.1.version", "2.0"],
      ["suspended", "false"],
    ]);
  });
});
