import { expect } from "chai";
import type { Hex } from "viem";
import { documentRoutes, documentsRoutes } from "../../../app/api/_routes/documents.ts";
import { draftsRoutes } from "../../../app/api/_routes/drafts.ts";
import { type DraftDocument, decodeDraft, draftDigest } from "../../../lib/chain/draft.ts";
import { NOTICE_MAX_BYTES, type Notice, noticeDigest } from "../../../lib/domain/notice-document.ts";
import { ask, openSite, organization, type Site } from "./site.ts";

const NOTICE: Notice = {
  format: "muster-notice/1",
  language: "en",
  headline: "The board gets hot",
  hazard: "It can melt.",
  whatToDo: ["Switch it off."],
  stopUse: true,
  isolateFromNetwork: false,
  remedies: [],
  contact: { name: "Maker 1" },
  products: [],
  vulnerabilities: [],
  severity: "high",
  notes: [],
  source: null,
};

describe("drafts and notices of an organisation", () => {
  let site: Site;
  let drafts: ReturnType<typeof draftsRoutes>;
  let documents: ReturnType<typeof documentsRoutes>;
  const people: Record<string, { cookie: string | undefined }> = {};
  let notice: Hex;
  before(async () => {
    site = await openSite();
    drafts = draftsRoutes(site.provide);
    documents = documentsRoutes(site.provide);
    const [drafter, releaser, packer, outsider, owner] = await Promise.all([
      site.person(),
      site.person(),
      site.person(),
      site.person(),
      site.person(),
    ]);
    site.register.organizations.push(
      organization(1, [
        [drafter.account.address, ["recall-draft"]],
        [releaser.account.address, ["recall-release"]],
        [packer.account.address, ["models", "batches", "releases"]],
      ]),
      organization(2, [[outsider.account.address, ["recall-draft", "recall-release"]]]),
    );
    Object.assign(people, { drafter, releaser, packer, outsider, owner, visitor: { cookie: undefined } });
  });
  after(() => site.close());

  const cookie = (name: string) => people[name]?.cookie;
  const upload = (name: string, body: unknown = { orgId: 1, notice: NOTICE }) =>
    ask(documents.POST, { method: "POST", cookie: cookie(name), body });
  const content = (): DraftDocument => ({
    format: "muster-recall-draft/2",
    step: "open",
    issuer: 1,
    measure: "recall",
    severity: "high",
    minEvidence: "owner",
    notice,
    scope: [{ kind: "component", batch: 1 }],
    fixes: [],
  });
  const save = (name: string, document: unknown = content()) =>
    ask(drafts.POST, { method: "POST", cookie: cookie(name), body: { content: document } });
  const list = (name: string) => ask(drafts.GET, { path: "/?org=1", cookie: cookie(name) });

  const ALLOWED = ["drafter", "releaser"];
  const REFUSED: [name: string, status: number][] = [
    ["packer", 403],
    ["outsider", 403],
    ["owner", 403],
    ["visitor", 401],
  ];

  it("stores a notice for those who draft or release recalls, under the digest of its bytes", async () => {
    for (const name of ALLOWED) expect((await upload(name)).status, name).to.equal(200);
    const { body } = await upload("drafter");
    notice = body.digest as Hex;
    const response = await documentRoutes(site.provide).GET(new Request("http://x"), { params: Promise.resolve({ digest: notice }) });
    const bytes = new Uint8Array(await response.arrayBuffer());
    expect(noticeDigest(bytes)).to.equal(notice);
    expect(JSON.parse(new TextDecoder().decode(bytes))).to.deep.equal(NOTICE);
    expect(response.headers.get("content-type")).to.equal("application/json; charset=utf-8");
    expect(response.headers.get("cache-control")).to.include("immutable");
  });

  for (const [name, status] of REFUSED) {
    it(`neither takes nor shows anything to the ${name}`, async () => {
      const answers = [await upload(name), await save(name), await list(name), await remove(name, notice)];
      expect(answers.map((answer) => answer.status)).to.deep.equal([status, status, status, status]);
    });
  }

  it("stores nothing but notices, and none that is too long", async () => {
    for (const document of [
      {},
      { ...NOTICE, format: "other" },
      { ...NOTICE, headline: "" },
      { ...NOTICE, extra: 1 },
      { ...NOTICE, hazard: "\u202eevil" },
    ])
      expect((await upload("drafter", { orgId: 1, notice: document })).body.code).to.equal("request-invalid");
    const long = { ...NOTICE, notes: Array.from({ length: 20 }, () => ({ text: "x".repeat(15_000) })) };
    expect(JSON.stringify(long).length).to.be.greaterThan(NOTICE_MAX_BYTES);
    expect((await upload("drafter", { orgId: 1, notice: long })).status).to.equal(413);
  });

  it("keeps a draft under the digest that goes on chain, for both colleagues to see", async () => {
    const { status, body } = await save("drafter");
    expect(status).to.equal(200);
    expect(body.draft).to.equal(draftDigest(decodeDraft(content())));
    for (const name of ALLOWED) {
      const { items } = (await list(name)).body as { items: { draft: Hex; content: unknown }[] };
      expect(items.map((item) => [item.draft, item.content])).to.deep.equal([[body.draft, content()]]);
    }
  });

  it("refuses drafts in another name, without a notice that can be read, or in another form", async () => {
    expect((await save("drafter", { ...content(), issuer: 2 })).status).to.equal(403);
    expect((await save("drafter", { ...content(), notice: `0x${"0".repeat(64)}` })).body.code).to.equal("document-unknown");
    expect((await save("drafter", { ...content(), scope: [] })).body.code).to.equal("draft-invalid");
    expect((await save("drafter", { ...content(), issuer: 99 })).status).to.equal(404);
    expect((await ask(drafts.GET, { path: "/?org=x", cookie: cookie("drafter") })).body.code).to.equal("invalid-id");
  });

  it("forgets a draft that was released or given up", async () => {
    const digest = draftDigest(decodeDraft(content()));
    expect((await remove("releaser", digest)).status).to.equal(204);
    expect((await list("drafter")).body.items).to.deep.equal([]);
  });

  it("lets nobody in any more once the admin has taken the right away", async () => {
    const first = site.register.organizations[0];
    if (first) first.operators = [];
    expect((await list("drafter")).status).to.equal(403);
  });

  const remove = (name: string, digest: Hex) =>
    ask(drafts.DELETE, { method: "DELETE", path: `/?org=1&draft=${digest}`, cookie: cookie(name) });
});

describe("documents by their digest", () => {
  let site: Site;
  before(async () => {
    site = await openSite();
  });
  after(() => site.close());

  const get = (digest: string) => ask(documentRoutes(site.provide).GET, { params: { digest } });

  it("are not found by anything but a digest", async () => {
    for (const digest of [`0x${"0".repeat(64)}`, "..%2f..%2fetc%2fpasswd", "../../etc/passwd", "", "0x", `0x${"G".repeat(64)}`])
      expect((await get(digest)).status, digest).to.equal(404);
  });
});
