import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { assembled, commissioned, owned, recallSet } from "../../lib/domain/epcis.ts";
import { type EpcisFields, epcisEventId, epcisPreHash } from "../../lib/domain/epcis-hash.ts";
import { canonicalUri } from "../../lib/domain/epcis-uri.ts";
import { batchId, deviceId, orgId, parseModelId } from "../../lib/domain/ids.ts";

const VECTORS = "/work/shared/data/epcis/event-hash";
const recordedAt = 1_700_000_000;
const board = { modelId: parseModelId("1-09506000134352"), lot: "B-1" };
const camera = { id: batchId(4), modelId: parseModelId("2-00614141000012"), lot: "A/1", size: 40, madeTo: 1_690_000_000 };

describe("EPCIS 2.0 events", () => {
  it("have the id that CBV 2.0 gives them, whatever their keeper adds", () => {
    const event = {
      type: "ObjectEvent",
      eventTime: "2020-03-04T11:00:30+01:00",
      eventTimeZoneOffset: "+01:00",
      epcList: ["urn:epc:id:sscc:4012345.0000000333", "https://host.example/00/040123450000001112"],
      action: "OBSERVE",
      bizStep: "departing",
      readPoint: { id: "urn:epc:id:sgln:4012345.00011.987" },
      "example:b": ["3", "1"],
      "example:a": { "example:c": 2 },
    };
    const text =
      "eventType=ObjectEventeventTime=2020-03-04T10:00:30.000ZeventTimeZoneOffset=+01:00epcList" +
      "epc=https://id.gs1.org/00/040123450000001112epc=https://id.gs1.org/00/040123450000003338action=OBSERVE" +
      "bizStep=https://ref.gs1.org/cbv/BizStep-departingreadPointid=https://id.gs1.org/414/4012345000115/254/987" +
      "{urn:x:}a{urn:x:}c=2{urn:x:}b=1{urn:x:}b=3";
    expect(epcisPreHash(event, { example: "urn:x:" })).to.equal(text);
    const id = epcisEventId(event);
    expect(id).to.match(/^ni:\/\/\/sha-256;[0-9a-f]{64}\?ver=CBV2\.0$/);
    expect(epcisEventId({ ...event, eventID: id, recordTime: "2021-01-01T00:00:00Z" })).to.equal(id);
    expect(epcisEventId({ ...event, action: "ADD" })).to.not.equal(id);
    expect(epcisEventId({ ...event, "keeper:hash": "x" }, {}, ["keeper:hash"])).to.equal(id);
  });

  it("name things by one address, however they were written", () => {
    const same: [string, string][] = [
      ["urn:epc:id:sgtin:0614141.107346.2.0", "https://id.gs1.org/01/10614141073464/21/2.0"],
      ["https://shop.example/p/01/10614141073464/21/2.0", "https://id.gs1.org/01/10614141073464/21/2.0"],
      ["urn:epc:idpat:sgtin:4054739.099914.*", "https://id.gs1.org/01/04054739999148"],
      ["urn:epc:class:lgtin:4054739.099914.2016", "https://id.gs1.org/01/04054739999148/10/2016"],
      ["urn:epc:id:pgln:4012345.00005", "https://id.gs1.org/417/4012345000054"],
      ["urn:muster:1:recall:2", "urn:muster:1:recall:2"],
      ["urn:epc:id:new:1.2.3", "urn:epc:id:new:1.2.3"],
    ];
    for (const [uri, canonical] of same) expect(canonicalUri(uri)).to.equal(canonical);
  });

  it("give every event of the reference implementation the id that it gives", function () {
    if (!existsSync(VECTORS)) {
      console.log(`    the vectors are not at ${VECTORS}`);
      return this.skip();
    }
    let events = 0;
    for (const name of readdirSync(VECTORS).filter((file) => file.endsWith(".jsonld"))) {
      const { "@context": context, epcisBody: body, ...document } = JSON.parse(readFileSync(join(VECTORS, name), "utf8"));
      const { eventList = body.queryResults?.resultsBody.eventList } = body;
      const namespaces = Object.assign({}, ...context.filter((item: unknown) => typeof item === "object"));
      const ignored = { ...document, ...body, ...body.queryResults }["repository-x:ignoreFields"];
      const ids = readFileSync(join(VECTORS, name.replace(".jsonld", ".hashes")), "utf8")
        .trim()
        .split("\n");
      expect(
        eventList.map((event: EpcisFields) => epcisEventId(event, namespaces, ignored)),
        name,
      ).to.deep.equal(ids);
      events += ids.length;
    }
    expect(events).to.equal(13);
  });

  it("tell of a batch, of what went into it and of what a recall means, by lot", () => {
    const made = commissioned(camera, { recordedAt });
    expect(made).to.deep.include({
      type: "ObjectEvent",
      action: "ADD",
      eventTime: "2023-07-22T04:26:40.000Z",
      recordTime: "2023-11-14T22:13:20.000Z",
      quantityList: [{ epcClass: "https://id.gs1.org/01/00614141000012/10/A%2F1", quantity: 40 }],
    });
    const parts = [
      { ...board, first: 0, last: 9 },
      { ...board, lot: "", first: 0, last: 9 },
      { ...board, first: 20, last: 20 },
    ];
    const events = assembled(camera, parts, 31337, { recordedAt });
    expect(
      events.map(({ inputQuantityList, outputQuantityList }) => [inputQuantityList.length, outputQuantityList[0]?.quantity]),
    ).to.deep.equal([
      [2, 10],
      [1, 1],
    ]);
    expect(events[0]?.inputQuantityList[1]).to.deep.equal({ epcClass: "https://id.gs1.org/01/09506000134352" });
    const recall = { id: 7, chainId: 31337, at: recordedAt };
    const lots = [{ ...board, quantity: 3 }];
    const [set, unset] = [recallSet("set", recall, lots), recallSet("unset", recall, lots)];
    expect(set).to.deep.include({
      persistentDisposition: { set: ["recalled"] },
      bizTransactionList: [{ bizTransaction: "urn:muster:31337:recall:7" }],
    });
    expect(unset.eventID).to.not.equal(set.eventID);
    const title = { ...camera, chainId: 31337, makerId: orgId(3), deviceId: deviceId(batchId(4), 17), at: recordedAt };
    const [first, second] = [owned({ ...title, epoch: 1 }), owned({ ...title, epoch: 2 })];
    expect(first).to.deep.include({
      quantityList: [{ epcClass: "https://id.gs1.org/01/00614141000012/10/A%2F1", quantity: 1 }],
      sourceList: [{ type: "owning_party", source: "urn:muster:31337:organization:3" }],
      destinationList: [{ type: "owning_party", destination: "urn:muster:31337:title:4-17:1" }],
    });
    expect(second.sourceList[0]?.source).to.equal(first.destinationList[0]?.destination);
    for (const event of [made, ...events, set, unset, first, second]) expect(epcisEventId(event)).to.equal(event.eventID);
  });
});
