import { expect } from "chai";
import { formatClaimCode } from "../../lib/domain/claim-code.ts";
import { scannedCode } from "../../lib/domain/scanned-code.ts";

const code = Uint8Array.from({ length: 16 }, (_, i) => (i * 37 + 11) % 256);
const text = formatClaimCode(code);
const LABEL = "https://muster.example/01/09506000246819/10/PP%2F24-12/21/0000008";

describe("lib/domain/scanned-code", () => {
  it("finds the claim code behind the # of a label's link, on any host, and a code that stands alone", () => {
    for (const symbol of [
      `${LABEL}#${text}`,
      `HTTPS://other.example/01/09506000246819#${text.toLowerCase()}`,
      ` ${text}\n`,
      text.replaceAll("-", ""),
    ])
      expect(scannedCode(symbol), symbol).to.deep.equal({ is: "code", code });
  });

  it("tells a label without a code, and one whose code is wrong", () => {
    expect(scannedCode(LABEL)).to.deep.equal({ is: "label" });
    expect(scannedCode(`${LABEL}#`)).to.deep.equal({ is: "label" });
    expect(scannedCode(`${LABEL}#${text.slice(0, -1)}`)).to.deep.equal({ is: "damaged" });
    expect(scannedCode(`${LABEL}#%E0%A4%A`)).to.deep.equal({ is: "damaged" });
  });

  it("takes nothing else for a label", () => {
    for (const symbol of [
      "",
      "WIFI:S:home;T:WPA;P:secret;;",
      "https://shop.example/offer",
      "0109506000246819",
      `${text}X`,
      `https://muster.example/handover/4-7#${text}`,
    ])
      expect(scannedCode(symbol), symbol).to.deep.equal({ is: "other" });
  });
});
