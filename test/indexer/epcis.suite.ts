import { expect } from "chai";
import * as calls from "../../lib/chain/calls.ts";
import { SHRINK_DELAY } from "../../lib/chain/draft.ts";
import { castMember } from "../../lib/domain/cast.ts";
import { epcisEventId } from "../../lib/domain/epcis-hash.ts";
import { deviceId } from "../../lib/domain/ids.ts";
import type { Answer } from "../../lib/feed/routes.ts";
import type { Register } from "./fixture.ts";
import { type Cast, NOTICE, ORDERS, type Shared } from "./world.ts";

type Events = Answer<"GET /epcis/events">["epcisBody"]["queryResults"]["resultsBody"]["eventList"];

const lotOf = (gtin: string, lot: string) => `https://id.gs1.org/01/${gtin}/10/${lot}`;

/** The register in the language of supply chains. */
export function epcisSuite(shared: Shared): void {
  let register: Register;
  let cast: Cast;

  before(async () => {
    ({ register, cast } = shared);
    await register.settle();
  });

  async function allEvents(limit: number): Promise<Events> {
    const events: Events = [];
    for (let since: string | undefined, more = true; more; ) {
      const answer = await register.feed.epcisEvents({ since, limit });
      events.push(...answer.epcisBody.queryResults.resultsBody.eventList);
      ({ "muster:next": since, "muster:more": more } = answer);
    }
    return events;
  }

  /** What was said of one recall: whether set or unset, and the lots with their quantities. */
  const ofRecall = (events: Events, recallId: number) =>
    events.flatMap((event) => {
      if (!("persistentDisposition" in event)) return [];
      if (event.bizTransactionList[0]?.bizTransaction !== `urn:muster:31337:recall:${recallId}`) return [];
      return [[Object.keys(event.persistentDisposition)[0], event.quantityList.map(({ epcClass, quantity }) => [epcClass, quantity])]];
    });

  it("tells of every batch and what went into it, in pages without a gap, each event under the id of its content", async () => {
    const events = await allEvents(50);
    expect(await allEvents(3)).to.deep.equal(events);
    for (const { eventID, ...event } of events) expect(eventID).to.equal(epcisEventId(event));
    expect(new Set(events.map(({ eventID }) => eventID)).size).to.equal(events.length);

    const batches = (await register.feed.batches({ limit: 100 })).items;
    const made = events.flatMap((event) => (event.type === "ObjectEvent" && event.action === "ADD" ? event.quantityList : []));
    expect(made.map(({ quantity }) => quantity)).to.deep.equal(batches.map(({ size }) => size));
    const northgate = lotOf("00614141000012", ORDERS.northgate.lot);
    const into = events.flatMap((event) =>
      event.type === "TransformationEvent" && event.outputQuantityList[0]?.epcClass === northgate
        ? [[event.inputQuantityList.map(({ epcClass }) => epcClass), event.outputQuantityList[0].quantity]]
        : [],
    );
    expect(into).to.deep.equal([
      [[lotOf("09506000134352", "B-1")], 20],
      [[lotOf("09506000134376", "M-1")], 10],
      [[lotOf("09506000134369", "B-2")], 5],
    ]);
  });

  it("tells of each title by a name that comes back nowhere else, from the maker or the title before", async () => {
    const titles = (await allEvents(50)).flatMap((event) => ("destinationList" in event ? [event] : []));
    const owners = titles.map(({ destinationList }) => destinationList[0]?.destination ?? "");
    expect(new Set(owners).size).to.equal(titles.length);
    const later = titles.filter(({ sourceList }) => sourceList[0]?.source.includes(":title:"));
    expect(later.length).to.be.greaterThan(0);
    for (const { sourceList } of later) expect(owners).to.include(sourceList[0]?.source);
    const { items } = await register.feed.devicesOf(castMember("dora").address, { limit: 100 });
    for (const { id, title } of items) expect(owners).to.include(`urn:muster:31337:title:${id}:${title?.epoch}`);
    for (const text of owners) expect(text).to.not.match(/0x/);
  });

  it("sets recalled on what a recall reaches, also on lots that come later, and unsets it by the number that was remedied", async () => {
    const { regulator: issuer } = cast.orgs;
    const maker = { orgId: cast.orgs.petrel, kind: "device", supportEnd: 2_000_000_000 } as const;
    const modelId = await register.registerModel("piet", { ...maker, gtin: "00614141000098", name: "Eyrie" });
    const sooner = { lot: "EY-1", size: 20 };
    const soonerId = await register.make("piet", modelId, sooner);
    const terms = { issuer, measure: "recall", severity: "high", minEvidence: "owner", notice: NOTICE } as const;
    const recallId = await register.openRecall("rosa", {
      ...terms,
      fixes: [],
      scope: [
        { kind: "model", modelId },
        { kind: "batch", batchId: soonerId, first: 0, last: 1, excluded: true },
      ],
    });
    await register.later(60);
    const later = { lot: "EY-2", size: 5 };
    const batchId = await register.make("piet", modelId, later);
    await register.claim("dora", batchId, later, 2);
    await register.settle();
    const [first, second] = [lotOf("00614141000098", sooner.lot), lotOf("00614141000098", later.lot)];
    const set = [
      ["set", [[first, 18]]],
      ["set", [[second, 5]]],
    ];
    expect(ofRecall(await allEvents(50), recallId)).to.deep.equal(set);
    expect((await register.feed.recall(recallId)).counts.involved).to.equal(23);

    await register.as("dora", calls.stateRemedy(register.deployment, recallId, deviceId(batchId, 2), "0x", "returned"));
    const step = { step: "close", issuer, recallId, reason: "the work is done" } as const;
    await register.draft("ravi", step);
    await register.later(SHRINK_DELAY);
    await register.release("rosa", step);
    await register.settle();
    expect(ofRecall(await allEvents(50), recallId)).to.deep.equal([...set, ["unset", [[second, 1]]]]);
  });

  it("takes back what an amendment excludes, and all of it when a recall was a mistake", async () => {
    const ended = (await register.feed.recalls({ state: "withdrawn", limit: 100 })).items;
    const amended = ended.find(({ version }) => version === 2);
    const told = ofRecall(await allEvents(50), amended?.id ?? 0) as ["set" | "unset", [string, number][]][];
    expect(told.map(([what]) => what)).to.deep.equal(["set", "unset", "unset"]);
    const total = (lots: [string, number][] = []) => lots.reduce((sum, [, quantity]) => sum + quantity, 0);
    expect(total(told[1]?.[1])).to.equal(9);
    expect(total(told[0]?.[1])).to.equal(total(told[1]?.[1]) + total(told[2]?.[1]));
  });
}
