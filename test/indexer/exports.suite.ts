import { expect } from "chai";
import { totalRemedied } from "../../lib/domain/statistics.ts";
import { parseQuarter } from "../../lib/domain/us-exports.ts";
import { allPages } from "../../lib/feed/all-pages.ts";
import { quarterNow } from "./document.suite.ts";
import type { Register } from "./fixture.ts";
import type { Shared } from "./world.ts";

/** The register in the shapes of the United States, held against its own. */
export function exportsSuite(shared: Shared): void {
  let register: Register;
  before(async () => {
    ({ register } = shared);
    await register.settle();
  });

  it("report in a quarter the figures that the recalls themselves show", async () => {
    const quarter = await quarterNow(register);
    const { begins } = parseQuarter(quarter);
    const recalls = (await allPages(register.feed.recalls))
      .filter(({ endedAt }) => endedAt === null || endedAt >= begins)
      .sort((one, other) => one.id - other.id);
    const rows = (await register.feed.nhtsaQuarter(quarter)).split("\r\n").slice(0, -1);
    const figures = rows.map((row) => {
      const fields = row.split("\t");
      return { fields: fields.length, maker: fields[0], id: fields[2], counts: fields.slice(8, 12).map(Number) };
    });
    expect(figures.length).to.be.greaterThan(2);
    expect(figures).to.deep.equal(
      recalls.map(({ id, issuer, counts: { involved, claimed, remedied, removed } }) => ({
        ...{ fields: 13, maker: issuer.name.replace(/\s+/g, " ").slice(0, 40), id: `${id}` },
        counts: [involved, totalRemedied(remedied), involved - claimed, removed],
      })),
    );
    const table = (await register.feed.nhtsaQuarter(quarter, "csv")).split("\r\n");
    expect(table.length).to.equal(rows.length + 2);
    expect(await register.feed.nhtsaQuarter("2001Q1")).to.equal("");
  });

  it("list every recall that was no mistake, with the devices of each model, in pages without a gap", async () => {
    const { feed } = register;
    const recalls = (await allPages(feed.recalls)).filter(({ state }) => state !== "withdrawn").sort((one, other) => one.id - other.id);
    const records = await feed.cpscRecalls();
    expect(records.map(({ RecallID }) => RecallID)).to.deep.equal(recalls.map(({ id }) => id));
    const units = records.map(({ Products }) => Products.reduce((sum, { NumberOfUnits }) => sum + Number(NumberOfUnits), 0));
    expect(units).to.deep.equal(recalls.map(({ counts }) => counts.involved));
    const dayOf = (time: number): string => `${new Date(time * 1000).toISOString().slice(0, 10)}T00:00:00`;
    const views = await Promise.all(recalls.map(({ id }) => feed.recall(id)));
    expect(
      records.map(({ RecallDate, LastPublishDate, Remedies, ConsumerContact }) => [RecallDate, LastPublishDate, Remedies, ConsumerContact]),
    ).to.deep.equal(
      views.map(({ openedAt, versions, fixes, issuer }) => [
        dayOf(openedAt),
        dayOf(versions.at(-1)?.at ?? 0),
        fixes.map(({ model, release }) => ({ Name: `${model.name}: update to release ${release.version} or later` })),
        issuer.domain,
      ]),
    );
    expect(views.filter(({ fixes }) => fixes.length > 0).length, "recalls with a fix, and without").to.be.within(1, views.length - 1);
    const first = await feed.cpscRecalls({ limit: 1 });
    expect([...first, ...(await feed.cpscRecalls({ cursor: first[0]?.RecallID }))]).to.deep.equal(records);
  });
}
