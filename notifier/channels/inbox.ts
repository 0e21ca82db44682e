import type pg from "pg";
import { preferredLanguage } from "../../lib/domain/language.ts";
import { noticeTitle } from "../../lib/domain/notice.ts";
import type { Contacts } from "../../lib/store/contacts.ts";
import { together } from "../../lib/store/together.ts";
import type { Obligation } from "../ledger.ts";
import type { ChannelAdapter } from "./channel.ts";

/** The owner's inbox in this register. One entry per obligation, however often it is delivered. */
export function inboxChannel(pool: pg.Pool, contacts: Contacts): ChannelAdapter {
  const enter = together(async (entries: { held: Obligation; title: string }[]) => {
    const column = (of: (held: Obligation) => unknown): unknown[] => entries.map(({ held }) => of(held));
    await pool.query(
      `INSERT INTO ledger.inbox (obligation_id, owner, recall_id, version, device_id, epoch, title)
       SELECT * FROM unnest($1::uuid[], $2::text[], $3::bigint[], $4::int[], $5::numeric[], $6::bigint[], $7::text[])
       ON CONFLICT (obligation_id) DO NOTHING`,
      [
        column(({ id }) => id),
        column(({ owner }) => owner),
        column(({ recallId }) => recallId),
        column(({ version }) => version),
        column(({ deviceId }) => deviceId),
        column(({ epoch }) => epoch),
        entries.map(({ title }) => title),
      ],
    );
    return entries.map(() => undefined);
  });
  return {
    async deliver(held, facts) {
      const language = preferredLanguage([(await contacts.languageOf(held.owner)) ?? ""]);
      await enter({ held, title: noticeTitle(facts, language) });
      return "delivered";
    },
  };
}
