import { db } from "ponder:api";
import { batch, device, model, organization, recall } from "ponder:schema";
import { count, eq, sql } from "ponder";
import type { Figures } from "../../../lib/feed/wire.ts";
import type { Handlers } from "./serve.ts";

const countIf = (condition: ReturnType<typeof sql>) => sql`count(*) filter (where ${condition})`.mapWith(Number);

/** The size of the register. Only devices are counted: parts are counted through the wholes that contain them. */
async function loadFigures(): Promise<Figures> {
  const [bodies, made, titles, cases] = await Promise.all([
    db.select({ organizations: count(), manufacturers: countIf(sql`${organization.kind} = 'manufacturer'`) }).from(organization),
    db
      .select({ deviceBatches: count(), devices: sql`coalesce(sum(${batch.size}), 0)`.mapWith(Number) })
      .from(batch)
      .innerJoin(model, eq(model.id, batch.modelId))
      .where(eq(model.kind, "device")),
    db
      .select({ claimed: count() })
      .from(device)
      .innerJoin(batch, eq(batch.id, device.batchId))
      .innerJoin(model, eq(model.id, batch.modelId))
      .where(eq(model.kind, "device")),
    db.select({ openRecalls: countIf(sql`${recall.state} = 'open'`) }).from(recall),
  ]);
  return { ...bodies[0], ...made[0], ...titles[0], ...cases[0] } as Figures;
}

export const figures = { "GET /figures": loadFigures } satisfies Partial<Handlers>;
