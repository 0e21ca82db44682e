import type pg from "pg";
import type { ModelId } from "../lib/domain/ids.ts";

export type ModelName = { name: string; maker: string };

/** What a model and its maker are called, by the index; null where it has no such model, as while it is built anew. */
export async function modelName(pool: pg.Pool, id: ModelId): Promise<ModelName | null> {
  const { rows } = await pool.query<ModelName>(
    "SELECT model.name, maker.name AS maker FROM indexer.model JOIN indexer.organization AS maker ON maker.id = model.org_id WHERE model.id = $1",
    [id],
  );
  return rows[0] ?? null;
}
