import { expect } from "chai";
import { parse } from "csv-parse/sync";
import type * as calls from "../../lib/chain/calls.ts";
import { SHRINK_DELAY } from "../../lib/chain/draft.ts";
import { formatModelId, type RecallId } from "../../lib/domain/ids.ts";
import { searchOf } from "../../lib/domain/notice-search.ts";
import type { ScopeItem } from "../../lib/domain/scope.ts";
import { totalRemedied } from "../../lib/domain/statistics.ts";
import { monthOf } from "../../lib/domain/trend.ts";
import { allPages } from "../../lib/feed/all-pages.ts";
import { noticeOf } from "../app/world.ts";
import { eventually, type Register } from "./fixture.ts";
import { type Cast, NOTICE, type Shared } from "./world.ts";

export function recallListSuite(shared: Shared): void {
  let register: Register;
  let cast: Cast;

  before(() => {
    ({ register, cast } = shared);
  });

  const open = async (scope: ScopeItem[], more: Partial<calls.NewRecall> = {}): Promise<RecallId> => {
    const terms = { measure: "recall", severity: "high", minEvidence: "owner", notice: NOTICE } as const;
    const id = await register.openRecall("rosa", { issuer: cast.orgs.regulator, ...terms, fixes: [], ...more, scope });
    await register.settle();
    return id;
  };

  it("are found by the words that their issuers, brands and models go by, each of which has to fit", async () => {
    const id = await open([{ kind: "component", batchId: cast.batches.module }], { measure: "safety-warning", severity: "medium" });
    const found = async (q: string) =>
      (await register.feed.recalls({ q, measure: "safety-warning", severity: "medium" })).items.map((recall) => recall.id);
    for (const q of ["NORTHGATE", "petrel nest", "lumen module", "00614141000029", "614141000029", "  Porch   camera "])
      expect(await found(q), q).to.deep.equal([id]);
    for (const q of [
      "cobalt",
      "northgate bolt",
      "61414100002",
      "North_ate",
      "%",
      "_",
      "'",
      "\\",
      '"; drop table recall; --',
      "\u202eporch",
      "Northgate*",
    ])
      expect(await found(q), q).to.deep.equal([]);
    const refused = (q: string) => register.feed.recalls({ q }).then(String, ({ code }) => code);
    for (const q of ["nul\0", "x".repeat(10_000), "a b c d e f g h i"]) expect(await refused(q), q.slice(0, 20)).to.equal("query-invalid");
  });

  it("are found by what their notices say, and by where these say that it was sold", async () => {
    const { feed, database } = register;
    const notice = `0x${"5a".repeat(32)}` as const;
    const id = await open([{ kind: "model", modelId: cast.models.cobalt }], { notice });
    const found = async (filter: Parameters<typeof feed.recalls>[0]) =>
      (await feed.recalls({ limit: 100, ...filter })).items.map((of) => of.id);
    expect(await found({ q: "overheats" }), "before it was read").to.deep.equal([]);
    const { words } = searchOf(noticeOf({ hazard: "The battery overheats: CVE-2016-10401, owner's risk" }));
    await database.query("INSERT INTO notices.said VALUES ($1, array_to_tsvector($2), $3)", [notice, words, ["DE", "NO"]]);
    for (const q of ["overheats", "OVERHEAT", "cve-2016-10401", "cve-2016", "owner's", "battery overheats", "overheats cobalt"])
      expect(await found({ q }), q).to.deep.equal([id]);
    for (const q of ["verheats", "battery cold", "overheats & | !", "'overheats", "CVE-2016-1040\\1"])
      expect(await found({ q }).catch(({ code }) => code), q).to.satisfy((ids: number[]) => ids.length === 0 || ids[0] === id);
    expect([await found({ country: "NO" }), await found({ country: "FR" })]).to.deep.equal([[id], []]);
    expect(await found({ country: "NO", q: "overheats", state: "closed" })).to.deep.equal([]);
    expect(await feed.recalls({ country: "Norway" }).then(String, ({ code }) => code)).to.equal("query-invalid");
  });

  it("are found by component and by day, and listed from the first as from the last", async () => {
    const { feed } = register;
    const found = async (filter: Parameters<typeof feed.recalls>[0]) =>
      (await feed.recalls({ limit: 100, ...filter })).items.map((recall) => recall.id);
    await open([{ kind: "component", batchId: cast.batches.module }]);
    await open([{ kind: "model", modelId: cast.models.cobalt }]);
    const all = await found({});
    expect(await found({ sort: "oldest" })).to.deep.equal(all.toReversed());
    const ofModule = await found({ component: formatModelId(cast.models.module) });
    expect(ofModule.length).to.be.within(1, all.length - 1);
    const { openedAt } = await feed.recall(ofModule[0] as number);
    const day = (time: number) => new Date(time * 1000).toISOString().slice(0, 10);
    expect(await found({ from: day(openedAt), to: day(openedAt) })).to.include(ofModule[0]);
    expect(await found({ from: day(openedAt + 86_400) })).not.to.include(ofModule[0]);
    expect(await found({ to: day(openedAt - 86_400) })).not.to.include(ofModule[0]);
    expect(await feed.recalls({ from: "2026-02-30" }).then(String, ({ code }) => code)).to.equal("query-invalid");
  });

  it("are turned page by page, each once, while others are opened", async () => {
    for (let more = 0; more < 3; more++) await open([{ kind: "model", modelId: cast.models.cobalt }]);
    const before = (await register.feed.recalls({ limit: 100 })).items.map(({ id }) => id);
    for (const sort of ["newest", "oldest"] as const) {
      const seen: number[] = [];
      for (let cursor: string | undefined, more = true; more; ) {
        const { items, next } = await register.feed.recalls({ sort, cursor, limit: 2 });
        seen.push(...items.map(({ id }) => id));
        if (seen.length === 2) await open([{ kind: "model", modelId: cast.models.cobalt }]);
        more = next !== null;
        cursor = next ?? undefined;
      }
      expect(new Set(seen).size, sort).to.equal(seen.length);
      expect(seen, sort).to.include.members(before);
    }
  });

  it("are a table as well, with the same recalls and figures, whatever their issuer is called", async () => {
    const name = '=HYPERLINK("https://evil.example"),\n"x"';
    const hostile = await register.admit({
      kind: "regulator",
      name,
      domain: "evil.example",
      country: "DE",
      admin: "rosa",
      operators: { rosa: ["recall-release"], ravi: ["recall-draft"] },
    });
    const id = await open([{ kind: "model", modelId: cast.models.petrel }], { issuer: hostile });
    const response = await fetch(`${register.indexer().apiUrl}/v1/recalls.csv?sort=oldest`);
    expect(response.headers.get("content-type")).to.equal("text/csv; charset=utf-8; header=present");
    const [header, ...rows] = parse(await response.text()) as string[][];
    const listed = (await register.feed.recalls({ sort: "oldest", limit: 100 })).items;
    expect(rows.map(([recall, , , , state, measure, severity, issuer]) => [recall, state, measure, severity, issuer])).to.deep.equal(
      listed.map((recall) => [`${recall.id}`, recall.state, recall.measure, recall.severity, `${recall.issuer.id}`]),
    );
    const of = (column: string) => rows.map((row) => row[(header as string[]).indexOf(column)]);
    expect(of("devices affected")).to.deep.equal(listed.map(({ counts }) => `${counts.involved}`));
    expect(of("remedied")).to.deep.equal(listed.map(({ counts }) => `${totalRemedied(counts.remedied)}`));
    expect(of("issuer name").at(listed.findIndex((recall) => recall.id === id))).to.equal(`'${name}`);
    const refused = await fetch(`${register.indexer().apiUrl}/v1/recalls.csv?q=${"x".repeat(201)}`);
    expect([refused.status, ((await refused.json()) as { code: string }).code]).to.deep.equal([400, "query-invalid"]);
  });

  it("are counted by month as the list has them, with the filters of the list", async () => {
    const { feed } = register;
    await open([{ kind: "model", modelId: cast.models.cobalt }], { measure: "withdrawal" });
    for (const filter of [{}, { measure: "withdrawal" }, { q: "cobalt" }, { from: "2001-01-01", to: "2001-12-31" }] as const) {
      const [{ months }, listed] = [await feed.trend(filter), await allPages((page) => feed.recalls({ ...filter, ...page }))];
      const monthsOfList = [...new Set(listed.map(({ openedAt }) => monthOf(openedAt)))].sort();
      expect([months[0]?.month, months.at(-1)?.month], JSON.stringify(filter)).to.deep.equal([monthsOfList[0], monthsOfList.at(-1)]);
      for (const { month, ...byMeasure } of months)
        for (const [measure, opened] of Object.entries(byMeasure)) {
          const own = listed.filter((recall) => monthOf(recall.openedAt) === month && recall.measure === measure);
          const devices = own.reduce((sum, { counts }) => sum + counts.involved, 0);
          expect(opened, `${month}, ${measure}`).to.deep.equal({ recalls: own.length, devices });
        }
    }
  });

  it("stand beside every other of the same measure, severity and kind, with the figures that each of them shows", async () => {
    const { feed } = register;
    const terms = { measure: "corrective-update", severity: "critical" } as const;
    const [own, other] = [
      await open([{ kind: "model", modelId: cast.models.cobalt }], terms),
      await open([{ kind: "model", modelId: cast.models.petrel }], terms),
    ];
    const component = await open([{ kind: "component", batchId: cast.batches.module }], terms);
    const mistaken = await open([{ kind: "model", modelId: cast.models.petrel }], terms);
    const step = { step: "withdraw", issuer: cast.orgs.regulator, recallId: mistaken, reason: "opened by mistake" } as const;
    await register.draft("ravi", step);
    await register.later(SHRINK_DELAY);
    await register.release("rosa", step);
    await register.settle();
    const compared = async (id: RecallId) => {
      let found = await feed.comparison(id);
      await eventually("all of them counted", async () => {
        found = await feed.comparison(id);
        return found.pending === 0;
      });
      return found;
    };
    const { by, recalls, days } = await compared(own);
    expect([by, recalls]).to.deep.equal([{ ...terms, component: false }, [other]]);
    const { counts } = await feed.recall(own);
    const today = days.findLast((day) => day.own !== null);
    expect(today?.own).to.deep.equal({ count: totalRemedied(counts.remedied), of: counts.involved });
    const { counts: others } = await feed.recall(other);
    const share = totalRemedied(others.remedied) / others.involved;
    expect([today?.others, today?.lowest, today?.median, today?.highest]).to.deep.equal([1, share, share, share]);
    expect((await compared(component)).recalls).to.deep.equal([]);
  });
}
