import { existsSync, readFileSync } from "node:fs";
import { expect } from "chai";
import { parseDigitalLink } from "../../lib/domain/digital-link.ts";
import { asksResolver } from "../../lib/domain/gs1-request.ts";
import {
  LINK_TYPES,
  linkHeader,
  linksetOf,
  linksInLanguage,
  locationOf,
  parseLinkType,
  type Resolved,
  resolverDescription,
  resolverLinks,
  wantedLanguages,
} from "../../lib/domain/gs1-resolver.ts";

const SITE = "https://muster.example";
const link = { gtin: "09506000134352", lot: "A+B/C", serial: "0001%2", fragment: "4TDV-9M20" };
const PAGE = `${SITE}/01/09506000134352/10/A%2BB%2FC/21/0001%252`;
const resolved: Resolved = {
  models: [
    {
      id: "2-09506000134352",
      name: "Doorway 2",
      isDeclared: true,
      instructions: { url: "https://northgate.example/manual#page=3", language: "de" },
    },
  ],
  recalls: [{ id: 4, title: "Recall 4 by Lumen Forge" }],
};

/** Vectors of GS1 that lie beside this project on the machines where it is made. */
const VECTORS = new URL("../../../shared/data/gs1-digital-link/parse-vectors.json", import.meta.url);

describe("the links about a product", () => {
  it("lead to what is there, by the words of GS1's vocabulary and in one order", () => {
    const links = resolverLinks(SITE, link, resolved);
    expect(links.map(({ type, href }) => [type, href])).to.deep.equal([
      ["defaultLink", PAGE],
      ["pip", `${SITE}/models/2-09506000134352`],
      ["recallStatus", PAGE],
      ["safetyInfo", `${SITE}/recalls/4`],
      ["certificationInfo", `${SITE}/models/2-09506000134352/declaration`],
      ["instructions", "https://northgate.example/manual"],
      ["registerProduct", `${SITE}/claim`],
    ]);
  });

  it("leave out what nobody has said", () => {
    const bare = { models: [{ id: "2-09506000134352", name: "Doorway 2", isDeclared: false, instructions: null }], recalls: [] };
    const types = resolverLinks(SITE, { gtin: link.gtin }, bare).map(({ type }) => type);
    expect(types).to.deep.equal(["defaultLink", "pip", "recallStatus", "registerProduct"]);
  });

  it("never hold a fragment, in which a claim code stands", () => {
    for (const { href } of resolverLinks(SITE, link, resolved)) expect(href).to.not.include("#");
    expect(locationOf(`${SITE}/claim`, SITE)).to.equal(`${SITE}/claim`);
    // A browser would carry the code along to the other site.
    expect(locationOf("https://northgate.example/manual", SITE)).to.equal("https://northgate.example/manual#");
    expect(locationOf("https://muster.example.evil.example/", SITE)).to.match(/#$/);
  });

  it("are a link set of RFC 9264, with the link itself as anchor", () => {
    const { linkset } = linksetOf(PAGE, resolverLinks(SITE, link, resolved)) as { linkset: Record<string, unknown>[] };
    expect(linkset).to.have.length(1);
    expect(linkset[0]).to.have.property("anchor", PAGE);
    expect(Object.keys(linkset[0] ?? {}).slice(1)).to.deep.equal(LINK_TYPES.map((type) => `https://ref.gs1.org/voc/${type}`));
    expect(linkset[0]?.["https://ref.gs1.org/voc/instructions"]).to.deep.equal([
      { href: "https://northgate.example/manual", title: "Instructions for Doorway 2", type: "text/html", hreflang: ["de"] },
    ]);
  });

  it("are asked for by a type's short or long name, old and new, or as the whole list", () => {
    for (const name of ["gs1:pip", "https://ref.gs1.org/voc/pip", "https://gs1.org/voc/pip", "http://gs1.org/voc/pip"])
      expect(parseLinkType(name), name).to.equal("pip");
    for (const name of ["linkset", "all"]) expect(parseLinkType(name), name).to.equal("linkset");
    for (const name of ["", "pip", "gs1:", "gs1:epcis", "schema:pip", "gs1:toString", "https://evil.example/voc/pip"])
      expect(parseLinkType(name), name).to.equal(null);
  });

  it("are chosen by the language that is wanted most, where one fits", () => {
    expect(wantedLanguages("fr;q=0.5, de-AT, *;q=0.1, en;q=0, es;q=0.8")).to.deep.equal(["de-at", "es", "fr"]);
    const [english, german] = [{ language: "en" }, { language: "de" }] as ReturnType<typeof resolverLinks>;
    const both = [english, german] as ReturnType<typeof resolverLinks>;
    expect(linksInLanguage(both, ["de-at", "en"])).to.deep.equal([german]);
    expect(linksInLanguage(both, ["fr"])).to.deep.equal(both);
    expect(linksInLanguage(both, [])).to.deep.equal(both);
  });

  it("are asked of the resolver by programs, and of the page by everybody else", () => {
    const asked = (changes: object) => asksResolver({ method: "GET", linkType: null, accept: "text/html,*/*;q=0.8", ...changes });
    expect([asked({}), asked({ accept: null }), asked({ method: "HEAD" })]).to.deep.equal([false, false, false]);
    expect([asked({ linkType: "" }), asked({ accept: "Application/Linkset+JSON" }), asked({ method: "OPTIONS" })]).to.deep.equal([
      true,
      true,
      true,
    ]);
  });

  it("are found by the headers and the file that the standard names", () => {
    expect(linkHeader(PAGE)).to.include(`<${PAGE}?linkType=linkset>; rel="linkset"; type="application/linkset+json"`);
    expect(resolverDescription(SITE)).to.deep.include({ resolverRoot: SITE, supportedPrimaryKeys: ["01"] });
  });

  it("lead back to the same unit, for every link of GS1's vectors that names a product", function () {
    if (!existsSync(VECTORS)) return this.skip();
    const vectors = JSON.parse(readFileSync(VECTORS, "utf8")) as { uri: string }[];
    let products = 0;
    for (const { uri } of vectors) {
      let parsed: ReturnType<typeof parseDigitalLink>;
      try {
        parsed = parseDigitalLink(uri);
      } catch {
        continue;
      }
      const { fragment: _, ...named } = parsed;
      const [page] = resolverLinks(SITE, parsed, { models: [], recalls: [] });
      expect(parseDigitalLink(page?.href ?? ""), uri).to.deep.equal(named);
      products++;
    }
    expect(products).to.be.above(10);
  });
});
