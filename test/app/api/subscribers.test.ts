import { expect } from "chai";
import { confirmRoutes } from "../../../app/api/_routes/confirm.ts";
import { subscribersRoutes } from "../../../app/api/_routes/subscribers.ts";
import { unsubscribeRoutes } from "../../../app/api/_routes/unsubscribe.ts";
import { CONFIRMATIONS_PER_ADDRESS, CONFIRMATIONS_PER_NETWORK } from "../../../lib/domain/confirmation.ts";
import { type ErrorCode, MusterError } from "../../../lib/domain/errors.ts";
import type { ModelView } from "../../../lib/feed/wire.ts";
import { board, door } from "../world.ts";
import { type Answer, ask, openSite, type Site } from "./site.ts";

const MODEL = door.model.id;
const text = new TextEncoder();

describe("to be told of a model without a wallet", () => {
  let site: Site;
  beforeEach(async () => {
    site = await openSite();
    Object.assign(site.services.feed, {
      model: async (id: string): Promise<Pick<ModelView, "id" | "kind">> => {
        const found = [door.model, board.model].find((model) => model.id === id);
        if (!found) throw new MusterError("CatalogUnknownModel" satisfies ErrorCode, { modelId: id });
        return found;
      },
    });
  });
  afterEach(() => site.close());

  type Form = { email?: string; language?: string; model?: string; origin?: string | null; visitor?: string };
  const send = ({ email = "ann@people.example", language = "en", model = MODEL, origin, visitor }: Form = {}): Promise<Answer> =>
    ask(subscribersRoutes(site.provide).POST, {
      method: "POST",
      bytes: text.encode(new URLSearchParams({ email, language }).toString()),
      params: { modelId: model },
      ...(origin === undefined ? {} : { origin }),
      ...(visitor ? { visitor } : {}),
    });
  const where = ({ status, headers }: Answer): [number, string | null] => [status, headers.get("location")];
  const count = async (table: string): Promise<number> => (await site.database.query(`SELECT FROM contacts.${table}`)).length;
  const confirm = async (): Promise<string | null> => {
    const params = { token: await site.confirmationToken() };
    const path = `/api/confirm/x?language=de&model=${MODEL}`;
    const opened = await ask(confirmRoutes(site.provide).GET, { path, params, origin: null });
    expect(opened.headers.get("location"), "opening changes nothing").to.equal(`/confirm/${params.token}?language=de&model=${MODEL}`);
    return (await ask(confirmRoutes(site.provide).POST, { method: "POST", path, params, origin: null })).headers.get("location");
  };

  it("takes a form and a confirmation, and ends by one POST of a mail program or by the page's buttons", async () => {
    expect(where(await send({ email: " ann@people.example ", language: "de" }))).to.deep.equal([
      303,
      `/confirm/sent?language=de&model=${MODEL}`,
    ]);
    expect(await count("contact")).to.equal(0);
    expect(await confirm()).to.equal(`/confirm/done?language=de&model=${MODEL}`);
    const [{ number = "", unsubscribe: token = "" } = {}] = await site.database.query("SELECT number, unsubscribe FROM contacts.contact");
    expect(await site.services.store.contacts.forSubscriber(Number(number))).to.include({ email: "ann@people.example", language: "de" });

    const { GET, POST } = unsubscribeRoutes(site.provide);
    const path = `/api/unsubscribe/${token}?language=de&model=${MODEL}`;
    const opened = await ask(GET, { path, params: { token }, origin: null });
    expect(where(opened)).to.deep.equal([303, `/unsubscribe/${token}?language=de&model=${MODEL}`]);
    expect(await count("contact"), "opening changes nothing").to.equal(1);
    expect((await ask(POST, { method: "POST", params: { token }, origin: null })).status).to.equal(200);
    for (const table of ["contact", "person"]) expect(await count(table), table).to.equal(0);
    for (const everything of ["", "&all"]) {
      const form = new Request(`http://127.0.0.1:3000${path}${everything}`, { method: "POST", headers: { accept: "text/html" } });
      const { headers } = await POST(form, { params: Promise.resolve({ token }) });
      expect(headers.get("location")).to.equal(`/unsubscribe/ended?language=de&model=${MODEL}${everything}`);
    }
  });

  it("is answered alike, byte for byte, for an address that is unknown, known, or had its mails of the day", async () => {
    const answers = [await send()];
    await confirm();
    for (let n = 0; n < CONFIRMATIONS_PER_ADDRESS + 1; n++) answers.push(await send({ visitor: `192.0.2.${n}` }));
    expect(new Set(answers.map((answer) => JSON.stringify([where(answer), answer.body, [...answer.headers]])))).to.have.property("size", 1);
  });

  it("says at the form what cannot be taken, and repeats no address in a link", async () => {
    for (const email of ["", "nobody", "a@b, c@d.example", "a@b.example\r\nBcc: c@d.example"])
      expect(where(await send({ email })), email).to.deep.equal([303, `/models/${MODEL}/tell-me?problem=address`]);
    for (let n = 0; n < CONFIRMATIONS_PER_NETWORK; n++) await send({ email: `p${n}@people.example` });
    expect(where(await send({ email: "one.more@people.example" }))).to.deep.equal([303, `/models/${MODEL}/tell-me?problem=network`]);
    expect(await count("confirmation")).to.equal(CONFIRMATIONS_PER_NETWORK);
  });

  it("is refused to other sites, for what is no model, for components, and for a body that no form sends", async () => {
    for (const origin of ["https://evil.example", "null", null]) expect((await send({ origin })).body.code).to.equal("foreign-origin");
    expect((await send({ model: "9-09506000134352" })).body.code).to.equal("CatalogUnknownModel");
    expect((await send({ model: "../x" })).body.code).to.equal("invalid-id");
    expect((await send({ model: board.model.id })).body.code).to.equal("request-invalid");
    expect((await send({ email: "x".repeat(3_000) })).body.code).to.equal("request-too-large");
    expect(await count("person")).to.equal(0);
  });
});
