import { onchainView, sql } from "ponder";
import { batch } from "./products.ts";
import { scopeItem } from "./recalls.ts";

/** Units that exclusions take out, by the batches that there are now. */
export const excludedRange = onchainView("excluded_range").as((qb) =>
  qb
    .select({
      recallId: sql`e.recall_id`.mapWith(scopeItem.recallId).as("recall_id"),
      batchId: sql`e.batch_id`.mapWith(batch.id).as("batch_id"),
      first: sql`e.first`.mapWith(scopeItem.first).as("first"),
      last: sql`e.last`.mapWith(scopeItem.last).as("last"),
    })
    .from(
      sql`(
        select recall_id, batch_id, first, last from ${scopeItem} where excluded and kind = 'batch'
        union all
        select s.recall_id, b.id, 0, b.size - 1 from ${scopeItem} s join ${batch} b on b.model_id = s.model_id
        where s.excluded and (
          s.kind = 'model'
          or s.kind = 'made' and b.made_from <= s.last and s.first <= b.made_to
          or s.kind = 'shipped' and b.factory_release between s.first and s.last
        )
      ) e`,
    ),
);
