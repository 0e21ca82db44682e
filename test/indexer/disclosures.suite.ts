import { expect } from "chai";
import { parse } from "csv-parse/sync";
import { zeroHash } from "viem";
import * as calls from "../../lib/chain/calls.ts";
import { castMember } from "../../lib/domain/cast.ts";
import type { Standing } from "../../lib/domain/disclosure.ts";
import { ANSWER_DAYS } from "../../lib/domain/disclosure-clock.ts";
import { type DisclosureId, formatModelId } from "../../lib/domain/ids.ts";
import { allPages } from "../../lib/feed/all-pages.ts";
import type { Register } from "./fixture.ts";
import { type Cast, NOTICE, type Shared } from "./world.ts";

const DAY = 86_400;

export function disclosureSuite(shared: Shared): void {
  let register: Register;
  let cast: Cast;

  before(async () => {
    ({ register, cast } = shared);
    const terms = { modelId: cast.models.petrel, credentials: "unique-per-device", keys: "absent", digest: NOTICE } as const;
    await register.as("piet", calls.declareSecurity(register.deployment, terms));
  });

  const hole = (subject = "") =>
    register.disclose("eli", { modelId: cast.models.petrel, kind: "vulnerability", declaration: 0, subject, digest: NOTICE });
  const breach = (subject = "5.1-1") =>
    register.disclose("eli", { modelId: cast.models.petrel, kind: "breach", declaration: 1, subject, digest: NOTICE });
  const answer = (id: DisclosureId, says: "acknowledged" | "fixed" | "disputed") =>
    register.as("piet", calls.answerDisclosure(register.deployment, { id, says }));
  const judge = (id: DisclosureId, verdict: "confirmed" | "dismissed") =>
    register.as("rosa", calls.judgeDisclosure(register.deployment, cast.orgs.regulator, id, verdict, `it is ${verdict}`));
  const read = async (id: DisclosureId) => {
    await register.settle();
    return register.feed.disclosure(id);
  };
  const textOf = async (path: string) => (await fetch(`${register.indexer().apiUrl}/v1${path}`)).text();
  const model = () => formatModelId(cast.models.petrel);

  it("show what was found, since when it was known, and by when the maker owes an answer", async () => {
    const { filed } = await register.feed.disclosures();
    await register.as("eli", calls.fileDisclosure(register.deployment, `0x${"77".repeat(32)}`));
    const shown = await read(await hole("CVE-2031-12345"));
    expect(shown).to.deep.include({
      kind: "vulnerability",
      subject: "CVE-2031-12345",
      declaration: null,
      standing: "unanswered",
      answer: null,
    });
    expect(shown.model.id).to.equal(model());
    expect(shown.filedAt).to.be.at.most(shown.revealedAt - 3600);
    expect(shown.answerDueAt).to.equal(shown.revealedAt + ANSWER_DAYS * DAY);
    expect(shown.history.map(({ name }) => name)).to.deep.equal(["DisclosureRevealed"]);
    expect((await register.feed.disclosures()).filed).to.equal(filed + 1);
  });

  it("show no words of strangers where a provision or a CVE belongs", async () => {
    expect((await read(await hole("see scam.example"))).subject).to.equal(null);
    expect((await read(await breach("\u202e\0x"))).subject).to.equal(null);
  });

  it("keep every answer beside the breach, of which the last counts", async () => {
    const id = await breach();
    await answer(id, "fixed");
    const { fixedAt } = await read(id);
    await register.later(DAY);
    await answer(id, "disputed");
    const shown = await read(id);
    expect(shown).to.deep.include({ kind: "breach", declaration: 1, subject: "5.1-1", standing: "answered", answerDueAt: null, fixedAt });
    expect(shown.answer).to.deep.include({ says: "disputed", release: null, document: zeroHash });
    expect(shown.answer?.at).to.be.at.least((fixedAt ?? 0) + DAY);
    expect(shown.firstAnsweredAt).to.equal(fixedAt);
    expect(shown.history.map(({ name, args }) => args.answer ?? name)).to.deep.equal(["DisclosureRevealed", "fixed", "disputed"]);
  });

  it("owe a regulator an answer by the day that it sets, though another was given before", async () => {
    const id = await breach();
    await answer(id, "acknowledged");
    const { timestamp } = await register.chain.getBlock();
    const dueAt = Number(timestamp) + 3 * DAY;
    await register.as("rosa", calls.demandAnswer(register.deployment, cast.orgs.regulator, id, dueAt, "say how"));
    const shown = await read(id);
    expect(shown.demand).to.deep.include({ dueAt, reason: "say how" });
    expect(shown.demand?.by.id).to.equal(cast.orgs.regulator);
    expect(shown.answerDueAt).to.equal(dueAt);
    const owed = async () =>
      (await register.feed.clocks({ org: cast.orgs.petrel })).items.find(
        ({ about, ...clock }) => about === "disclosure" && clock.id === id,
      );
    expect(await owed()).to.deep.include({ about: "disclosure", dueAt, demanded: true });
    await answer(id, "disputed");
    expect((await read(id)).answerDueAt).to.equal(null);
    expect(await owed()).to.equal(undefined);
  });

  it("are listed by how far they can be relied on, each once from page to page, and counted apart", async () => {
    const dismissed = await hole();
    await judge(dismissed, "dismissed");
    const bought = await breach();
    await judge(bought, "confirmed");
    await register.as("eli", calls.withdrawDisclosure(register.deployment, bought, "I was mistaken"));
    const gone = await hole();
    await register.as("eli", calls.withdrawDisclosure(register.deployment, gone, "I was mistaken"));
    const junk = await hole();
    await register.settle();
    const listed: { id: number; standing: Standing }[] = [];
    for (let cursor: string | undefined, more = true; more; ) {
      const { items, next } = await register.feed.disclosures({ model: model(), limit: 2, cursor });
      listed.push(...items);
      more = next !== null;
      cursor = next ?? undefined;
    }
    const standing = (id: number) => listed.find((item) => item.id === id)?.standing;
    expect([bought, junk, dismissed, gone].map(standing)).to.deep.equal(["confirmed", "unanswered", "dismissed", "withdrawn"]);
    expect(listed[0]?.id).to.equal(bought);
    expect(listed.at(-1)?.id).to.equal(gone);
    expect(new Set(listed.map(({ id }) => id)).size).to.equal(listed.length);
    const { counts } = await register.feed.disclosures({ model: model(), standing: "confirmed", limit: 1 });
    for (const [name, count] of Object.entries(counts))
      expect(count, name).to.equal(listed.filter((item) => item.standing === name).length);
    expect((await register.feed.model(model())).disclosures).to.deep.equal(counts);
    expect((await register.feed.organization(cast.orgs.petrel)).disclosures).to.deep.equal(counts);
    const table = parse<Record<string, string>>(await textOf("/disclosures.csv"), { columns: true });
    const all = await allPages((paging) => register.feed.disclosures(paging));
    expect(table.map(({ disclosure, standing: said }) => [Number(disclosure), said])).to.deep.equal(
      all.map((item) => [item.id, item.standing]),
    );
    const facts = parse(await textOf(`/disclosures/${bought}/facts.csv`)) as [string, string][];
    expect(Object.fromEntries(facts)).to.include({ standing: "confirmed", "judgements.0.reason": "it is confirmed" });
    expect((await read(bought)).judgements).to.have.length(1);
    expect((await read(gone)).answerDueAt).to.equal(null);
  });

  it("are found by whoever disclosed them, however the address is written", async () => {
    const id = await register.disclose("dora", {
      ...{ modelId: cast.models.petrel, kind: "vulnerability", declaration: 0, subject: "", digest: NOTICE },
    });
    await register.settle();
    const { address } = castMember("dora");
    for (const researcher of [address, address.toLowerCase()]) {
      const { items, counts } = await register.feed.disclosures({ researcher });
      expect(items.map((item) => [item.id, item.researcher])).to.deep.equal([[id, address]]);
      expect(counts).to.include({ unanswered: 1, withdrawn: 0 });
    }
    const none = await register.feed.disclosures({ researcher: castMember("chen").address });
    expect(none.items).to.deep.equal([]);
    const { status, body } = await fetch(`${register.indexer().apiUrl}/v1/disclosures?researcher=dora`).then(async (response) => ({
      status: response.status,
      body: await response.text(),
    }));
    expect(status).to.equal(400);
    expect(body).to.contain("is not an address");
  });

  it("stand in one table with the replies that makers owe to recalls, the longest overdue first", async () => {
    const terms = { measure: "recall", severity: "high", minEvidence: "owner", notice: NOTICE } as const;
    const id = await register.openRecall("rosa", {
      issuer: cast.orgs.regulator,
      ...terms,
      scope: [
        { kind: "model", modelId: cast.models.petrel },
        { kind: "model", modelId: cast.models.cobalt },
        { kind: "model", modelId: cast.models.cobalt, excluded: true },
      ],
      fixes: [],
    });
    await register.later(ANSWER_DAYS * DAY + 60);
    await register.settle();
    const before = await register.feed.clocks();
    const mine = before.items.filter((clock) => clock.about === "recall" && clock.id === id);
    expect(mine.map(({ maker }) => maker.id)).to.deep.equal([cast.orgs.petrel]);
    expect(before.overdue).to.be.at.least(1);
    expect(before.items.map(({ dueAt }) => dueAt)).to.deep.equal(before.items.map(({ dueAt }) => dueAt).toSorted((a, b) => a - b));
    const unit = ((await register.feed.recall(id)).affected[0]?.batch.id ?? 0) * 2 ** 32;
    await register.as("piet", calls.replyAsMaker(register.deployment, id, BigInt(unit) as never, "0x", "investigating", NOTICE));
    await register.settle();
    const after = await register.feed.clocks();
    expect([after.asked, after.owed, after.overdue]).to.deep.equal([before.asked, before.owed - 1, before.overdue - 1]);
    expect(after.items.some((clock) => clock.about === "recall" && clock.id === id)).to.equal(false);
  });
}
