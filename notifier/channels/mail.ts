import { preferredLanguage } from "../../lib/domain/language.ts";
import { mailQuery } from "../../lib/domain/mail.ts";
import { composeMail, messageId } from "../../lib/domain/notice.ts";
import type { Contacts } from "../../lib/store/contacts.ts";
import type { ChannelAdapter } from "./channel.ts";
import type { Mailer } from "./mailer.ts";

/** @param publicUrl Address of this register, without a slash at the end. */
export const mailChannel = (mailer: Mailer, contacts: Contacts, publicUrl: string): ChannelAdapter => ({
  async deliver(held, facts) {
    const contact = await (held.model === null ? contacts.forMail(held.owner) : contacts.forSubscriber(held.epoch));
    if (!contact) return "no-address";
    const language = preferredLanguage([contact.language]);
    const stop = `unsubscribe/${contact.unsubscribe}`;
    await mailer.send({
      ...composeMail(facts, language, `${publicUrl}/${stop}?${mailQuery(language, held.model)}`),
      to: contact.email,
      messageId: messageId(held, mailer.domain),
      // What follows a notice belongs to it.
      ...(held.kind === "notice" ? {} : { references: messageId({ ...held, kind: "notice" }, mailer.domain) }),
      headers: {
        // RFC 8058: mail programs end these mails by one POST, without a page.
        "List-Unsubscribe": `<${publicUrl}/api/${stop}>`,
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
      },
    });
    return "delivered";
  },
});
