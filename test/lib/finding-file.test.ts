import { expect } from "chai";
import { commitmentOf, type Finding } from "../../lib/domain/disclosure.ts";
import { decodeFinding, encodeFinding } from "../../lib/domain/finding-file.ts";
import { parseModelId } from "../../lib/domain/ids.ts";

const HERE = {
  chainId: 31337,
  disclosures: "0x5FbDB2315678afecb367f032d93F642f64180aa3",
  researcher: "0x71bE63f3384f5fb98995898A86B02Fb2426c5788",
} as const;
const finding: Finding = {
  ...{ modelId: parseModelId("3-09506000134352"), kind: "breach", declaration: 2, subject: "5.1-1" },
  ...{ digest: `0x${"11".repeat(32)}`, salt: `0x${"22".repeat(32)}` },
};

describe("the file of a finding", () => {
  const text = encodeFinding({ ...HERE, finding });
  const altered = (change: (file: Record<string, unknown> & { finding: Record<string, unknown> }) => void): string => {
    const file = JSON.parse(text);
    change(file);
    return JSON.stringify(file);
  };

  it("gives back what was filed, so that its hash is the one on the chain", () => {
    const read = decodeFinding(text);
    expect(read).to.deep.equal({ ...HERE, finding });
    const hash = (of: Finding) => commitmentOf(HERE.chainId, HERE.disclosures, HERE.researcher, of);
    expect(hash(read.finding)).to.equal(hash(finding));
  });

  it("is refused when it is not one, or not all of one", () => {
    const wrong = [
      "",
      "{}",
      "[]",
      altered((file) => {
        file.format = "muster-finding/2";
      }),
      altered((file) => {
        file.researcher = "0x71bE63";
      }),
      altered(({ finding: inner }) => {
        delete inner.salt;
      }),
      altered(({ finding: inner }) => {
        inner.modelId = "3-1";
      }),
      altered(({ finding: inner }) => {
        inner.kind = "none";
      }),
      altered(({ finding: inner }) => {
        inner.more = 1;
      }),
    ];
    for (const file of wrong)
      expect(() => decodeFinding(file), file)
        .to.throw()
        .with.property("code", "finding-invalid");
  });
});
