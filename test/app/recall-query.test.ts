import { expect } from "chai";
import { parseRecallQuery, tidyAddress } from "../../app/_lib/recall-query.ts";

const parse = (address: string) => parseRecallQuery(Promise.resolve(Object.fromEntries(new URLSearchParams(address))));

describe("app/_lib/recall-query", () => {
  it("reads the filters from an address that was shared", async () => {
    expect(await parse("state=open&measure=safety-warning&severity=critical&issuer=3&affects=2&cursor=abc")).to.deep.equal({
      state: "open",
      measure: "safety-warning",
      severity: "critical",
      issuer: "3",
      affects: "2",
      cursor: "abc",
    });
  });

  it("reads a search, days and the order, and no day that is none", async () => {
    const query = { q: "Northgate 100% 'cam_", from: "2026-03-04", to: "2026-03-05", sort: "oldest", component: "1-09506000134352" };
    expect(await parse(String(new URLSearchParams(query)))).to.include(query);
    const odd = await parse(`q=${"x".repeat(201)}&from=2026-02-30&to=yesterday&sort=random&component=1`);
    expect(Object.values(odd).filter((value) => value !== undefined)).to.deep.equal([]);
  });

  it("leaves out what a form sends empty and what nobody understands", async () => {
    const query = await parse("state=&measure=mint&severity=none&issuer=0&affects=1%20or%201&utm=x");
    expect(Object.values(query).filter((value) => value !== undefined)).to.deep.equal([]);
    expect(query).to.not.have.property("utm");
  });

  it("leaves empty choices out of the address, and an address alone that has none", async () => {
    const search = (address: string) => Promise.resolve(Object.fromEntries(new URLSearchParams(address)));
    expect(await tidyAddress("/recalls", search("state=&measure=recall&cursor=a%26b"))).to.equal("/recalls?measure=recall&cursor=a%26b");
    expect(await tidyAddress("/recalls", search("state="))).to.equal("/recalls");
    expect(await tidyAddress("/recalls", search("measure=recall"))).to.equal(null);
  });

  it("takes no list where one value is meant", async () => {
    expect((await parseRecallQuery(Promise.resolve({ state: ["open", "closed"] }))).state).to.equal(undefined);
  });
});
