import type pg from "pg";
import { preferredLanguage } from "../../lib/domain/language.ts";
import { noticeTitle } from "../../lib/domain/notice.ts";
import type { Contacts } from "../../lib/store/contacts.ts";
import type { ChannelAdapter } from "./channel.ts";

/** The owner's inbox in this register. One entry per obligation, however often it is delivered. */
export const inboxChannel = (pool: pg.Pool, contacts: Contacts): ChannelAdapter => ({
  async deliver({ id, owner, recallId, version, deviceId, epoch }, facts) {
    const language = preferredLanguage([(await contacts.languageOf(owner)) ?? ""]);
    await pool.query(
      `INSERT INTO ledger.inbox (obligation_id, owner, recall_id, version, device_id, epoch, title)
       VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (obligation_id) DO NOTHING`,
      [id, owner, recallId, version, deviceId, epoch, noticeTitle(facts, language)],
    );
    return "delivered";
  },
});
