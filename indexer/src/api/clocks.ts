import { db } from "ponder:api";
import { affectedSpan, batch, disclosure, makerReply, organization, reachedRange, recall, scopeItem, swappedIn } from "ponder:schema";
import { inArray, sql } from "ponder";
import type { z } from "zod";
import { timeAt } from "../../../lib/domain/register-time.ts";
import { askedAt, replyDue } from "../../../lib/domain/reply-clock.ts";
import type { clocksSchema } from "../../../lib/feed/wire/disclosures.ts";
import { dueOf } from "./disclosures.ts";
import { ofOneBlock } from "./health.ts";
import { keptWhileSame } from "./kept.ts";
import { bodyColumns } from "./refs.ts";
import type { Handlers } from "./serve.ts";

type Clock = Omit<z.infer<typeof clocksSchema>["items"][number], "maker"> & { orgId: number };

/** Who is asked in recalls that are open. Few recalls exclude anything: only those are gone through unit by unit. */
const askedInRecalls = sql`
  with running as (
    select r.id, r.issuer_id, r.opened_at, exists (select from ${scopeItem} i where i.recall_id = r.id and i.excluded) as shrunk
    from ${recall} r where r.state = 'open'
  ), reached as (
    select w.recall_id, w.batch_id from ${reachedRange} w join running on running.id = w.recall_id and not shrunk where w.device_kind
    union select s.recall_id, s.batch_id from ${swappedIn} s join running on running.id = s.recall_id and not shrunk
    union select a.recall_id, a.batch_id from ${affectedSpan} a where a.recall_id in (select id from running where shrunk)
  )
  select running.id, b.org_id, running.opened_at::float8, min(b.registered_at)::float8 as registered_at, said.at is not null as replied
  from running join reached on reached.recall_id = running.id join ${batch} b on b.id = reached.batch_id and b.org_id <> running.issuer_id
  left join ${makerReply} said on said.recall_id = running.id and said.org_id = b.org_id
  group by running.id, b.org_id, running.opened_at, said.at`;

type Asked = { id: number; org_id: number; opened_at: number; registered_at: number; replied: boolean };

type AskedFor = Omit<Clock, "dueAt"> & { dueAt: number | null };

/** Every answer that was asked for; `dueAt` is null where it was given. */
async function loadAsked(): Promise<AskedFor[]> {
  const [recalls, disclosures] = await Promise.all([
    db.execute<Asked>(askedInRecalls),
    db
      .select()
      .from(disclosure)
      .where(inArray(disclosure.standing, ["confirmed", "demanded", "answered", "unanswered"])),
  ]);
  return [
    ...recalls.rows.map(({ id, org_id: orgId, opened_at, registered_at, replied }) => {
      const since = askedAt(opened_at, registered_at);
      return { about: "recall" as const, id, orgId, askedAt: since, dueAt: replied ? null : replyDue(since), demanded: false };
    }),
    ...disclosures.map((row) => {
      const dueAt = dueOf(row);
      const isDemanded = dueAt !== null && dueAt === row.dueAt;
      return { about: "disclosure" as const, id: row.id, orgId: row.orgId, askedAt: row.revealedAt, dueAt, demanded: isDemanded };
    }),
  ];
}

/** It goes through every recall that is open. */
const askedNow = keptWhileSame(loadAsked);

export const clocks = {
  "GET /clocks": ({ query: { org, limit } }) =>
    ofOneBlock(async (block) => {
      const now = timeAt(block);
      const asked = (await askedNow()).filter(({ orgId }) => org === undefined || orgId === org);
      const owed = asked.filter((clock): clock is Clock => clock.dueAt !== null).sort((a, b) => a.dueAt - b.dueAt || a.id - b.id);
      const shown = owed.slice(0, limit);
      const makers = await db
        .select(bodyColumns)
        .from(organization)
        .where(inArray(organization.id, [...new Set(shown.map(({ orgId }) => orgId))]));
      return {
        items: shown.map(({ orgId, ...clock }) => ({ ...clock, maker: makers.find(({ id }) => id === orgId) as (typeof makers)[number] })),
        ...{ asked: asked.length, owed: owed.length, overdue: owed.filter(({ dueAt }) => dueAt < now).length },
      };
    }),
} satisfies Partial<Handlers>;
