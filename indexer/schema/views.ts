import { onchainView, sql } from "ponder";
import { device, partSwap } from "./devices.ts";
import { excludedRange } from "./exclusions.ts";
import { batch, model } from "./products.ts";
import { acknowledgement, reachedRange, recall } from "./recalls.ts";
import { remediedRank, standingJoins, waysInto, wordOfRank } from "./standing.ts";

/** Claimed devices that hold a recalled component since a part was swapped, before exclusions. */
export const swappedIn = onchainView("swapped_in").as((qb) =>
  qb
    .selectDistinct({
      recallId: sql`w.recall_id`.mapWith(reachedRange.recallId).as("recall_id"),
      deviceId: sql`d.id`.mapWith(device.id).as("device_id"),
      batchId: sql`d.batch_id`.mapWith(device.batchId).as("batch_id"),
      index: sql`d.index`.mapWith(device.index).as("index"),
    })
    .from(
      sql`${partSwap} swap
          join ${reachedRange} w on ${waysInto(sql`swap.part_id`)}
          join ${device} d on d.id = swap.device_id
          join ${batch} b on b.id = d.batch_id
          join ${model} m on m.id = b.model_id and m.kind = 'device'`,
    ),
);

/** The affected devices of a recall as disjoint ranges: each unit is in exactly one. */
export const affectedSpan = onchainView("affected_span").as((qb) =>
  qb
    .select({
      recallId: sql`spans.recall_id`.mapWith(reachedRange.recallId).as("recall_id"),
      batchId: sql`spans.batch_id`.mapWith(reachedRange.batchId).as("batch_id"),
      first: sql`lower(spans.span)`.mapWith(reachedRange.first).as("first"),
      last: sql`upper(spans.span) - 1`.mapWith(reachedRange.last).as("last"),
    })
    .from(
      sql`(
        select recall_id, batch_id, unnest(
          range_agg(int8range(first, last, '[]')) filter (where not excluded)
          - coalesce(range_agg(int8range(first, last, '[]')) filter (where excluded), '{}')
        ) as span
        from (
          select recall_id, batch_id, first, last, false as excluded from ${reachedRange} where device_kind
          union all select recall_id, batch_id, index, index, false from ${swappedIn}
          union all select recall_id, batch_id, first, last, true from ${excludedRange}
        ) ranges
        group by recall_id, batch_id
      ) spans`,
    ),
);

/** The claimed devices that a recall affects, and how they stand. `offset 0`: once for each, however often a query names it. */
export const affectedDevice = onchainView("affected_device").as((qb) =>
  qb
    .select({
      recallId: sql`s.recall_id`.mapWith(recall.id).as("recall_id"),
      deviceId: sql`d.id`.mapWith(device.id).as("device_id"),
      batchId: sql`d.batch_id`.mapWith(device.batchId).as("batch_id"),
      index: sql`d.index`.mapWith(device.index).as("index"),
      owner: sql`d.owner`.mapWith(device.owner).as("owner"),
      epoch: sql`d.epoch`.mapWith(device.epoch).as("epoch"),
      titleBlock: sql`d.title_block`.mapWith(device.titleBlock).as("title_block"),
      release: sql`d.release`.mapWith(device.release).as("release"),
      evidence: sql`d.evidence`.mapWith(device.evidence).as("evidence"),
      stolen: sql`d.stolen`.mapWith(device.stolen).as("stolen"),
      retired: sql`d.retired`.mapWith(device.retired).as("retired"),
      /** By the present owner; null when not. */
      acknowledgedAt: sql`a.at`.mapWith(acknowledgement.at).as("acknowledged_at"),
      remedied: sql<boolean>`standing.remedied is not null`.as("remedied"),
      /** Whose word that rests on; null when not remedied. */
      remediedBy: wordOfRank(sql`standing.remedied`).as("remedied_by"),
    })
    .from(
      sql`${affectedSpan} s
          join ${recall} r on r.id = s.recall_id
          join ${batch} b on b.id = s.batch_id
          join ${device} d on d.batch_id = s.batch_id and d.index between s.first and s.last
          left join ${acknowledgement} a on a.recall_id = s.recall_id and a.device_id = d.id and a.epoch = d.epoch
          ${standingJoins}
          cross join lateral (select ${remediedRank} as remedied offset 0) standing`,
    ),
);
