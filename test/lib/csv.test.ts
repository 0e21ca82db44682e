import { expect } from "chai";
import { parse } from "csv-parse/sync";
import { csvRow } from "../../lib/domain/csv.ts";

describe("lib/domain/csv", () => {
  it("comes back from another reader as it was, whatever is in it", () => {
    const rows = [
      ["plain", "", " spaces ", "comma, here", 'quote " there', '"', '""'],
      ["line\nbreak", "line\r\nbreak", "'", "<script>", "\u202eabc", "😀", "x".repeat(10_000)],
    ];
    expect(parse(rows.map((row) => csvRow(row)).join(""))).to.deep.equal(rows);
  });

  it("lets no spreadsheet run a cell as a formula", () => {
    const hostile = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", '=HYPERLINK("https://evil.example","x")', "=cmd|' /C calc'!A0"];
    expect(parse(csvRow(hostile))).to.deep.equal([hostile.map((cell) => `'${cell}`)]);
  });

  it("keeps numbers as numbers, and nothing as nothing", () => {
    expect(csvRow([-1, 0, 12_500, null])).to.equal("-1,0,12500,\r\n");
  });
});
