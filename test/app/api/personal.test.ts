import { expect } from "chai";
import type { Address } from "viem";
import { confirmRoutes } from "../../../app/api/_routes/confirm.ts";
import { contactsRoutes } from "../../../app/api/_routes/contacts.ts";
import { inboxRoutes } from "../../../app/api/_routes/inbox.ts";
import { personalRoutes } from "../../../app/api/_routes/personal.ts";
import { unsubscribeRoutes } from "../../../app/api/_routes/unsubscribe.ts";
import type { PersonalData } from "../../../lib/store/personal.ts";
import { ask, ORIGIN, openSite, type Site } from "./site.ts";

const EVIL = "https://evil.example";

describe("what is one's own", () => {
  let site: Site;
  let contacts: ReturnType<typeof contactsRoutes>;
  let inbox: ReturnType<typeof inboxRoutes>;
  let personal: ReturnType<typeof personalRoutes>;
  let confirm: ReturnType<typeof confirmRoutes>;
  let ada: Awaited<ReturnType<Site["person"]>>;
  let ben: Awaited<ReturnType<Site["person"]>>;
  before(async () => {
    site = await openSite();
    contacts = contactsRoutes(site.provide);
    inbox = inboxRoutes(site.provide);
    confirm = confirmRoutes(site.provide);
    personal = personalRoutes(site.provide);
    [ada, ben] = [await site.person(), await site.person()];
  });
  after(() => site.close());

  const save = (cookie: string | undefined, email: string, origin?: string) =>
    ask(contacts.PUT, { method: "PUT", cookie, origin, body: { email, language: "en" } });
  /** Leaves an address and answers the mail that goes there. */
  const saveAndConfirm = async (cookie: string, email: string) => {
    const answer = await save(cookie, email);
    await confirm.POST(new Request(`${ORIGIN}/`, { method: "POST" }), {
      params: Promise.resolve({ token: await site.confirmationToken() }),
    });
    return answer;
  };
  const mailOf = async (cookie: string) => (await ask(contacts.GET, { cookie })).body.contact;

  it("is shown to nobody who is not signed in", async () => {
    const answers = [
      await ask(contacts.GET),
      await save(undefined, "eve@people.example"),
      await ask(personal.DELETE, { method: "DELETE" }),
      await ask(personal.GET),
      await ask(inbox.GET),
      await ask(inbox.POST, { method: "POST", body: { id: 1 } }),
    ];
    for (const { status, body } of answers) expect([status, body.code]).to.deep.equal([401, "sign-in-needed"]);
  });

  it("is an address for notices that only its owner sees and changes", async () => {
    const { status, body } = await saveAndConfirm(ada.cookie, "ada@people.example");
    expect([status, body.contact]).to.deep.equal([200, null]);
    expect(body.pending).to.include({ email: "ada@people.example", language: "en", mail: "due" });
    expect((await saveAndConfirm(ben.cookie, "ben@people.example")).status).to.equal(200);
    expect(await mailOf(ada.cookie)).to.deep.equal({ email: "ada@people.example", language: "en" });
    expect(await mailOf(ben.cookie)).to.deep.equal({ email: "ben@people.example", language: "en" });
  });

  it("takes no address that is none, and nothing besides", async () => {
    expect((await save(ada.cookie, "not an address")).status).to.equal(400);
    const { status, body } = await ask(contacts.PUT, {
      method: "PUT",
      cookie: ada.cookie,
      body: { email: "a@people.example", language: "en", address: ben.account.address },
    });
    expect([status, body.code]).to.deep.equal([400, "request-invalid"]);
    expect(await mailOf(ada.cookie)).to.deep.equal({ email: "ada@people.example", language: "en" });
  });

  it("is not changed by another site's page, although the browser sends the cookie along", async () => {
    expect((await save(ada.cookie, "eve@evil.example", EVIL)).status).to.equal(403);
    expect((await ask(personal.DELETE, { method: "DELETE", cookie: ada.cookie, origin: EVIL })).status).to.equal(403);
    expect((await ask(inbox.POST, { method: "POST", cookie: ada.cookie, origin: EVIL, body: { id: 1 } })).status).to.equal(403);
    expect(await mailOf(ada.cookie)).to.deep.equal({ email: "ada@people.example", language: "en" });
  });

  it("is an address that ends by what its mails name: a mail program's POST, a form's, but never by opening a link", async () => {
    const { GET, POST } = unsubscribeRoutes(site.provide);
    const token = async (): Promise<string> => (await site.services.store.contacts.forMail(ada.account.address))?.unsubscribe ?? "";
    const params = { token: await token() };
    const opened = await ask(GET, { params, origin: null });
    expect([opened.status, opened.headers.get("location")]).to.deep.equal([303, `/unsubscribe/${params.token}?language=en`]);
    expect(await mailOf(ada.cookie)).to.not.equal(null);

    // RFC 8058: no cookie, no origin, and an answer that leads nowhere.
    expect((await ask(POST, { method: "POST", params, origin: null })).status).to.equal(200);
    expect(await mailOf(ada.cookie)).to.equal(null);
    expect((await ask(POST, { method: "POST", params, origin: null })).status, "the same where nothing is left").to.equal(200);

    await saveAndConfirm(ada.cookie, "ada@people.example");
    const form = new Request(`${ORIGIN}/?language=de`, { method: "POST", headers: { accept: "text/html,*/*" } });
    const answer = await POST(form, { params: Promise.resolve({ token: await token() }) });
    expect([answer.status, answer.headers.get("location")]).to.deep.equal([303, "/unsubscribe/ended?language=de"]);
    expect(await mailOf(ada.cookie)).to.equal(null);
    await saveAndConfirm(ada.cookie, "ada@people.example");
  });

  it("is an address that counts by the button of the page to which its mail leads, never by opening a link", async () => {
    await save(ben.cookie, "ben@new.example");
    const params = { token: await site.confirmationToken() };
    const path = "/api/confirm/x?language=fr";
    const opened = await ask(confirm.GET, { path, params, origin: null });
    expect([opened.status, opened.headers.get("location")]).to.deep.equal([303, `/confirm/${params.token}?language=fr`]);
    expect(await mailOf(ben.cookie)).to.include({ email: "ben@people.example" });
    // On any device: no cookie, no origin.
    const press = async () => (await ask(confirm.POST, { method: "POST", path, params, origin: null })).headers.get("location");
    expect(await press()).to.equal("/confirm/done?language=fr");
    expect(await mailOf(ben.cookie)).to.include({ email: "ben@new.example" });
    expect(await press()).to.equal("/confirm/over?language=fr");
    const odd = await ask(confirm.POST, { method: "POST", path: "/?language=%0d%0ax", params: { token: "x" }, origin: null });
    expect(odd.headers.get("location")).to.equal("/confirm/over?language=en");
  });

  it("sends nobody more than a few mails that others asked for", async () => {
    const cleo = await site.person();
    const answers = [];
    for (let n = 0; n < 4; n++) answers.push(await save(cleo.cookie, `victim+${n}@people.example`));
    expect(answers.map(({ status }) => status)).to.deep.equal([200, 200, 200, 429]);
    expect(answers[3]?.body.code).to.equal("confirmations-used-up");
  });

  it("is an inbox in which only one's own notices stand and can be marked", async () => {
    const put = async (owner: Address, recall: number) => {
      const device = `${3n << 32n}`;
      await site.database.query(
        `WITH obligation AS (
           INSERT INTO ledger.obligation (id, chain_id, recall_id, version, device_id, epoch, channel, owner, recall_tx, urgency)
           VALUES (gen_random_uuid(), 31337, $1, 1, $2, 1, 'inbox', $3, '0x', 1) RETURNING id
         )
         INSERT INTO ledger.inbox (obligation_id, owner, recall_id, version, device_id, epoch, title)
         SELECT id, $3, $1, 1, $2, 1, $4 FROM obligation`,
        [recall, device, owner.toLowerCase(), `Recall ${recall}`],
      );
    };
    await put(ada.account.address, 1);
    await put(ben.account.address, 2);
    const list = async (cookie: string) =>
      (await ask(inbox.GET, { cookie })).body.items as { id: number; title: string; readAt: number | null }[];
    const [hers] = await list(ada.cookie);
    expect((await list(ada.cookie)).map(({ title }) => title)).to.deep.equal(["Recall 1"]);
    expect((await list(ben.cookie)).map(({ title }) => title)).to.deep.equal(["Recall 2"]);

    const mark = (cookie: string) => ask(inbox.POST, { method: "POST", cookie, body: { id: hers?.id } });
    expect((await mark(ben.cookie)).status).to.equal(400);
    expect((await list(ada.cookie))[0]?.readAt).to.equal(null);
    expect((await mark(ada.cookie)).status).to.equal(204);
    expect((await list(ada.cookie))[0]?.readAt).to.be.a("number");
  });

  it("is given out whole, and erased for good, together with the session", async () => {
    const taken = (await ask(personal.GET, { cookie: ada.cookie })).body as unknown as PersonalData;
    expect(taken).to.include({ format: "muster-personal-data/1", wallet: ada.account.address, pending: null });
    expect(taken.contact).to.deep.equal({ email: "ada@people.example", language: "en" });
    expect(taken.inbox.map(({ title }) => title)).to.deep.equal(["Recall 1"]);
    expect(taken.notices.map(({ recallId, deviceId, channel, state }) => [recallId, deviceId, channel, state])).to.deep.equal([
      [1, "3-0", "inbox", "due"],
    ]);
    expect(taken.sessions).to.have.length(1);

    const before = await mailOf(ben.cookie);
    const { status, headers } = await ask(personal.DELETE, { method: "DELETE", cookie: ada.cookie });
    expect([status, headers.get("set-cookie")?.includes("Max-Age=0")]).to.deep.equal([204, true]);
    expect((await ask(contacts.GET, { cookie: ada.cookie })).status).to.equal(401);
    expect(await site.services.store.contacts.get(ada.account.address)).to.equal(null);
    expect(await site.services.store.inbox.list(ada.account.address)).to.deep.equal([]);
    expect(await mailOf(ben.cookie), "another's").to.deep.equal(before);
    expect((await ask(inbox.GET, { cookie: ben.cookie })).body.items).to.have.length(1);
  });

  it("is never kept by a browser or anything between", async () => {
    for (const { headers } of [
      await ask(contacts.GET, { cookie: ben.cookie }),
      await ask(inbox.GET, { cookie: ben.cookie }),
      await ask(personal.GET, { cookie: ben.cookie }),
      await ask(inbox.GET),
    ])
      expect(headers.get("cache-control")).to.equal("no-store");
  });
});
