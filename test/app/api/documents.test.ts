import { expect } from "chai";
import type { Hex } from "viem";
import { documentsRoutes } from "../../../app/api/_routes/documents.ts";
import { declarationDigest, encodeDeclaration } from "../../../lib/domain/declaration.ts";
import { declarationOf } from "../../fixtures/declaration.ts";
import { ask, openSite, organization, type Site } from "./site.ts";

describe("security declarations that are stored", () => {
  let site: Site;
  let declarer: string;
  let drafter: string;
  before(async () => {
    site = await openSite();
    const [own, other] = await Promise.all([site.person(), site.person()]);
    [declarer, drafter] = [own.cookie, other.cookie];
    site.register.organizations.push(
      organization(1, [
        [own.account.address, ["models"]],
        [other.account.address, ["recall-draft"]],
      ]),
    );
  });
  after(() => site.close());

  const post = async (body: object, cookie: string) =>
    (await ask(documentsRoutes(site.provide).POST, { method: "POST", path: "/api/documents", body, cookie })).body;

  it("are the bytes that every reader checks, whatever order they were sent in", async () => {
    const declaration = Object.fromEntries(Object.entries(declarationOf()).reverse());
    const { digest } = await post({ orgId: 1, declaration }, declarer);
    const bytes = encodeDeclaration(declarationOf());
    expect(digest).to.equal(declarationDigest(bytes));
    expect(Buffer.from((await site.services.documents.get(digest as Hex)) ?? []).equals(bytes)).to.equal(true);
  });

  it("come only from who may act for the organisation's models", async () => {
    const declaration = declarationOf();
    expect((await post({ orgId: 1, declaration }, drafter)).code).to.equal("not-operator");
    expect((await post({ orgId: 1, declaration }, "")).code).to.equal("sign-in-needed");
  });

  it("are whole declarations, one at a time and nothing else", async () => {
    const { signed: _, ...unsigned } = declarationOf();
    for (const body of [{}, { declaration: unsigned }, { declaration: { ...declarationOf(), script: "<b>" } }])
      expect((await post({ orgId: 1, ...body }, declarer)).code, JSON.stringify(body).slice(0, 60)).to.equal("request-invalid");
  });
});
