import { expect } from "chai";
import { deviceNumberProblem, printedPath, printedProblems } from "../../app/_lib/printed-numbers.ts";
import { parseDigitalLink } from "../../lib/domain/digital-link.ts";

describe("app/_lib/printed-numbers", () => {
  it("finds nothing wrong with numbers as labels have them", () => {
    expect(printedProblems({ gtin: "9506000134352", lot: "PP/24-12", serial: "0001+A" })).to.deep.equal({});
  });

  it("complains at the field, in a sentence", () => {
    const problems = printedProblems({ gtin: "09506000134353", lot: "", serial: "a b" });
    expect(problems.gtin).to.include("its last digit would have to be 2");
    expect(problems.lot).to.equal("Enter the lot number.");
    expect(problems.serial).to.equal("This is not a serial number: a space is not allowed in it.");
  });

  it("makes the path of the unit's label, whatever stands in lot and serial", () => {
    const path = printedPath({ gtin: "9506000134352", lot: "A/B?C", serial: "+1%2;3" });
    expect(parseDigitalLink(`https://muster.example${path}`)).to.deep.equal({ gtin: "09506000134352", lot: "A/B?C", serial: "+1%2;3" });
  });

  it("knows a device number from a typing error", () => {
    expect(deviceNumberProblem("7-123")).to.equal(null);
    expect(deviceNumberProblem("")).to.equal("Enter the device number, for example 7-123.");
    expect(deviceNumberProblem("7/123")).to.include("7/123 is not a device number.");
  });
});
