import { expect } from "chai";
import { gs1DescriptionRoutes, gs1Routes } from "../../../app/api/_routes/gs1.ts";
import { encodeDeclaration } from "../../../lib/domain/declaration.ts";
import { batchId } from "../../../lib/domain/ids.ts";
import { declarationOf } from "../../fixtures/declaration.ts";
import { deviceOf, door, modelOf, porch, recallOf } from "../world.ts";
import { ORIGIN, openSite, type Site } from "./site.ts";

const VOC = "https://ref.gs1.org/voc/";
const PRODUCT = `/01/${door.model.gtin}`;
const UNIT = `${PRODUCT}/10/A%2BB%2FC/21/0001%252`;
const MANUAL = "https://northgate.example/manual";

describe("the resolver of product links", () => {
  let site: Site;
  let routes: ReturnType<typeof gs1Routes>;
  /** Asks as the web server passes it on: the link as it came is in a header. */
  const ask = (link: string, headers: Record<string, string> = {}, visitor = "192.0.2.1") =>
    routes.GET(new Request(`${ORIGIN}/gs1`, { headers: { "x-gs1-link": link, "x-forwarded-for": visitor, ...headers } }), {});
  const linkset = async (link: string): Promise<Record<string, { href: string }[]>> => {
    const response = await ask(`${link}?linkType=linkset`);
    expect(response.status).to.equal(200);
    return ((await response.json()) as { linkset: [Record<string, { href: string }[]>] }).linkset[0];
  };
  const refusal = async (link: string, visitor?: string) => {
    const response = await ask(link, {}, visitor);
    expect(response.headers.get("access-control-allow-origin"), "readable by other sites").to.equal("*");
    return [response.status, ((await response.json()) as { code: string }).code];
  };

  before(async () => {
    site = await openSite();
    const { tags, store, documents } = site.services;
    const digest = await documents.put(encodeDeclaration(declarationOf({ instructions: `${MANUAL}#page=3` })));
    const declaration = { version: 1, credentials: "unique-per-device", keys: "absent", digest, declaredAt: 1 } as const;
    const lost = { ...declaration, digest: `0x${"77".repeat(32)}` } as const;
    site.register.models.push({ ...modelOf(door.model), declaration }, { ...modelOf(porch.model), declaration: lost });
    site.register.devices.push(deviceOf([recallOf(1), recallOf(2, { state: "closed" })]));
    const serialTagKey = await tags.ofSerial(door.model.gtin, "A+B/C", "0001%2");
    const rest = { claimTagKey: serialTagKey, deviceSignerHash: serialTagKey, serialTag: serialTagKey };
    await store.resolver.importRows([{ batchId: batchId(3), index: 17, serialTagKey, ...rest }]);
  });
  beforeEach(() => {
    routes = gs1Routes(site.provide);
  });
  after(() => site.close());

  it("lists what there is about a unit: its recalls that are open, its model, its maker's instructions", async () => {
    const { anchor, ...links } = await linkset(UNIT);
    expect(anchor).to.equal(`${ORIGIN}${UNIT}`);
    expect(links[`${VOC}safetyInfo`]?.map(({ href }) => href)).to.deep.equal([`${ORIGIN}/recalls/1`]);
    expect(links[`${VOC}pip`]?.map(({ href }) => href)).to.deep.equal([`${ORIGIN}/models/${door.model.id}`]);
    expect(links[`${VOC}instructions`]?.map(({ href }) => href)).to.deep.equal([MANUAL]);
  });

  it("lists the same of a serial that nobody made as of the product, and no instructions that cannot be checked", async () => {
    const unknown = Object.keys(await linkset(`${PRODUCT}/10/A/21/1`));
    expect(unknown).to.deep.equal(Object.keys(await linkset(PRODUCT)));
    expect(unknown).to.not.include(`${VOC}safetyInfo`);
    expect(Object.keys(await linkset(`/01/${porch.model.gtin}`)))
      .to.include(`${VOC}certificationInfo`)
      .and.not.include(`${VOC}instructions`);
  });

  it("names no owner", async () => {
    const text = await (await ask(`${UNIT}?linkType=linkset`)).text();
    expect(text).to.not.include(deviceOf([]).title?.owner ?? "?");
  });

  it("leads to one link by 307, with where the others are, and never takes a claim code along", async () => {
    const response = await ask(`${UNIT}?linkType=gs1:pip`);
    expect([response.status, response.headers.get("location")]).to.deep.equal([307, `${ORIGIN}/models/${door.model.id}`]);
    expect(response.headers.get("link")).to.include(`<${ORIGIN}${UNIT}?linkType=linkset>; rel="linkset"`);
    expect(response.headers.get("vary")).to.equal("Accept, Accept-Language");
    const status = await ask(`${UNIT}?linkType=gs1:recallStatus`);
    expect(status.headers.get("location"), "as it was, without the question").to.equal(`${ORIGIN}${UNIT}`);
    const away = await ask(`${PRODUCT}?linkType=${encodeURIComponent(`${VOC}instructions`)}`, { "accept-language": "de, en;q=0.5" });
    expect(away.headers.get("location")).to.equal(`${MANUAL}#`);
  });

  it("answers a choice where two makers have registered the same GTIN", async () => {
    site.register.models.push({ ...modelOf(door.model), id: `9-${door.model.gtin}`, name: "Twin" });
    const response = await ask(`${PRODUCT}?linkType=gs1:pip`);
    expect(response.status).to.equal(300);
    expect(await response.text()).to.include(`/models/9-${door.model.gtin}`);
    site.register.models.pop();
  });

  it("gives the list under the name that was asked for", async () => {
    const typeOf = async (accept: string) => (await ask(`${PRODUCT}?linkType=all`, { accept })).headers.get("content-type");
    expect(await typeOf("*/*")).to.equal("application/linkset+json");
    expect(await typeOf("application/json")).to.equal("application/json");
    expect((await ask(PRODUCT, { accept: "application/linkset+json" })).headers.get("content-type")).to.equal("application/linkset+json");
  });

  it("says 400 to what is no link and 404 to what is not there", async () => {
    expect(await refusal("/01/09506000134353?linkType=all")).to.deep.equal([400, "invalid-gtin"]);
    expect(await refusal(`/01/${door.model.gtin}/21/1/10/A?linkType=all`)).to.deep.equal([400, "digital-link-invalid"]);
    expect(await refusal(`/01/${door.model.gtin}/?linkType=all`)).to.deep.equal([400, "digital-link-invalid"]);
    expect(await refusal("/01/09506000999999?linkType=all")).to.deep.equal([404, "product-unknown"]);
    expect(await refusal(`${PRODUCT}?linkType=gs1:epcis`)).to.deep.equal([404, "link-type-unknown"]);
    expect(await refusal(`${PRODUCT}?linkType=gs1:safetyInfo`)).to.deep.equal([404, "link-type-unknown"]);
  });

  it("slows down who tries serials, and not who asks about products", async () => {
    const statuses = [];
    for (let i = 0; i < 32; i++) statuses.push((await ask(`${PRODUCT}/10/A/21/${i}?linkType=all`, {}, "2001:db8::1")).status);
    expect(statuses.at(0)).to.equal(200);
    expect(statuses.at(-1)).to.equal(429);
    expect((await ask(`${PRODUCT}?linkType=all`, {}, "2001:db8::1")).status).to.equal(200);
  });

  it("tells browsers of other sites that they may ask, and describes itself", async () => {
    const allowed = await routes.OPTIONS(new Request(`${ORIGIN}/gs1`, { method: "OPTIONS" }), {});
    expect([allowed.status, allowed.headers.get("access-control-allow-methods")]).to.deep.equal([204, "GET, HEAD, OPTIONS"]);
    const described = await gs1DescriptionRoutes(site.provide).GET(new Request(`${ORIGIN}/.well-known/gs1resolver`), {});
    expect(await described.json()).to.include({ resolverRoot: ORIGIN });
  });
});
