import { expect } from "chai";
import PostalMime, { type Email } from "postal-mime";
import { LANGUAGES } from "../../lib/domain/language.ts";
import type { NotifierService } from "../../scripts/services/notifier.ts";
import { owner } from "./register.ts";
import { email, eventually, type Ground, prepareGround, settled, startProcess } from "./setup.ts";

const PEOPLE = 60;
const KILLS = 4;

describe("confirmation mails", function () {
  this.timeout(120_000);
  let ground: Ground;
  let service: NotifierService | undefined;
  beforeEach(async () => {
    ground = await prepareGround();
  });
  afterEach(async () => {
    await service?.kill();
    service = undefined;
    await ground.close();
  });

  const ask = (n: number, language = "en"): Promise<void> =>
    ground.store.confirmations.ask(owner(n), { email: email(n), language }, `192.0.2.${n}`);
  const mailTo = async (n: number): Promise<Email> => {
    const number = await eventually(`a mail to ${email(n)}`, async () => ground.mails().findIndex(({ to }) => to.includes(email(n))) + 1);
    return PostalMime.parse(ground.raw(number));
  };
  const tokenIn = (mail: Email): string => /\/confirm\/([\w-]{43})\?/.exec(mail.text ?? "")?.[1] ?? "";
  const states = async (): Promise<string[]> =>
    (await ground.database.query<{ state: string }>("SELECT state FROM contacts.confirmation")).map(({ state }) => state);

  it("carry the link that makes an address count, in the language of whoever asked; notices follow", async () => {
    await ground.register.claim(1, 1);
    await ground.register.openRecall(1, ground.node);
    await ground.notifier();
    await ask(1, "de-DE");
    const mail = await mailTo(1);
    expect(mail.subject).to.equal("Bestätigen Sie diese Adresse für Rückrufmitteilungen");
    expect(mail.html).to.include('<html lang="de">');
    expect(mail.text).to.include("Der Link gilt 7 Tage, bis zum ");
    expect(mail.headers.find(({ key }) => key === "auto-submitted")?.value).to.equal("auto-generated");
    await settled(ground, 1);
    expect(ground.mails(), "no notice before").to.have.length(1);
    expect(await ground.store.confirmations.confirm(tokenIn(mail))).to.equal(true);
    await settled(ground, 2);
    expect(ground.mails()[1]?.to).to.deep.equal([email(1)]);
  });

  it("say the day on which the link ends, and lead nowhere but to it", async () => {
    await ground.notifier();
    for (const [n, language] of LANGUAGES.entries()) await ask(n + 1, language);
    const day = new Date(Date.now() + 7 * 86_400_000);
    for (const [n, language] of LANGUAGES.entries()) {
      const mail = await mailTo(n + 1);
      expect(mail.text).to.include(new Intl.DateTimeFormat(language, { dateStyle: "long", timeZone: "UTC" }).format(day));
      const links = mail.text?.match(/https?:\/\/\S+/g);
      expect(links).to.deep.equal(["http://127.0.0.1:3000", `http://127.0.0.1:3000/confirm/${tokenIn(mail)}?language=${language}`]);
      expect(mail.html?.match(/<a /g)).to.have.length(1);
    }
  });

  it("are tried again when the server refuses for now, and end when it refuses for good", async () => {
    ground.smtp.refuse = (to) => (to === email(1) ? { code: 451, text: "later" } : { code: 550, text: "5.1.1 unknown" });
    await Promise.all([ask(1), ask(2)]);
    const said: string[] = [];
    await ground.notifier({ report: (text) => said.push(text) });
    await eventually("a final refusal", async () => (await ground.store.confirmations.pending(owner(2)))?.mail === "failed");
    await eventually("word of it", async () => said.length > 0);
    expect(said.join()).to.include("refused for now (451").and.to.not.include("example.org");
    ground.smtp.refuse = () => undefined;
    await mailTo(1);
    await eventually("a note", async () => (await states()).includes("sent"));
    expect(ground.mails()).to.have.length(1);
  });

  it("are not lost, and at most one is doubled, each time the notifier is killed", async () => {
    ground.smtp.delayMs = 20;
    for (let n = 1; n <= PEOPLE; n++) await ask(n);
    for (let kill = 1; kill <= KILLS; kill++) {
      service = await startProcess(ground);
      const until = (PEOPLE * kill) / (KILLS + 2);
      await eventually(`${until} mails`, async () => ground.mails().length >= until);
      await service.kill();
    }
    service = await startProcess(ground);
    await eventually("all sent", async () => (await states()).every((state) => state === "sent"));
    const mails = ground.mails();
    expect(new Set(mails.flatMap(({ to }) => to)), "lost none").to.have.property("size", PEOPLE);
    expect(new Set(mails.map(({ messageId }) => messageId)), "one id for a mail that came twice").to.have.property("size", PEOPLE);
    expect(mails.length - PEOPLE, "doubled").to.be.at.most(KILLS);
    console.log(`      ${KILLS} kills, ${PEOPLE} mails: 0 lost, ${mails.length - PEOPLE} doubled`);
  });
});
