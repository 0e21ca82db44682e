import { expect } from "chai";
import PostalMime from "postal-mime";
import { encodeNotice } from "../../lib/domain/notice-document.ts";
import { noticeOf } from "../app/world.ts";
import { owner } from "./register.ts";
import { email, type Ground, prepareGround, settled } from "./setup.ts";

describe("notices in the owner's language", () => {
  let ground: Ground;
  before(async () => {
    ground = await prepareGround();
    await ground.register.claim(1, 3);
    for (const [n, language] of [
      [1, "de-ch"],
      [2, "pt"],
    ] as const)
      await ground.store.contacts.set(owner(n), { email: email(n), language });
    const notice = await ground.documents.put(encodeNotice(noticeOf({ language: "fr", headline: "Risque de brûlure" })));
    await ground.register.openRecall(1, ground.node, { notice });
    await ground.notifier();
    await settled(ground, 5);
  });
  after(() => ground.close());

  it("go out as mails in it, with the issuer's words as they are", async () => {
    const mails = await Promise.all([1, 2].map((number) => PostalMime.parse(ground.raw(number))));
    const [german, english] = [1, 2].map((n) => mails.find(({ to }) => to?.[0]?.address === email(n)));
    expect(german?.subject).to.equal("Rückruf: View 2 - Risque de brûlure");
    expect(german?.text).to.include("Was jetzt zu tun ist:").and.to.include("Französisch").and.to.include("Schweregrad: hoch");
    expect(german?.html).to.include('<html lang="de">').and.to.include('<p lang="fr">Risque de brûlure</p>');
    expect(german?.text).to.match(/So beenden Sie diese Mails: \S+\/unsubscribe\/[0-9a-f-]{36}\?language=de\n/);
    expect(english?.subject, "a language that we do not write").to.equal("Recall: View 2 - Risque de brûlure");
  });

  it("stand in the inbox under a title in it, in English for whoever left no address", async () => {
    const titles = await Promise.all([1, 2, 3].map(async (n) => (await ground.store.inbox.list(owner(n)))[0]?.title));
    expect(titles).to.deep.equal([
      "Rückruf: View 2 - Risque de brûlure",
      "Recall: View 2 - Risque de brûlure",
      "Recall: View 2 - Risque de brûlure",
    ]);
  });
});
