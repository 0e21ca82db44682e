import { db } from "ponder:api";
import { part } from "ponder:schema";
import { inArray } from "ponder";
import type { BatchId } from "../../../lib/domain/ids.ts";
import { MAX_PATH } from "../../../lib/domain/scope.ts";
import type { Provenance } from "../../../lib/feed/wire.ts";
import { loadBatchRefs, type Refs } from "./refs.ts";

/** More than a person follows, and little enough that nobody can make an answer grow without end by nesting parts. */
const MAX_PARTS_SHOWN = 200;

type Part = typeof part.$inferSelect;
type Parts = Map<BatchId, Part[]>;

/** The parts of batches and of what they contain. */
async function loadPartsBelow(batchIds: Iterable<BatchId>): Promise<Parts> {
  const parts: Parts = new Map();
  let level = [...new Set(batchIds)];
  const atMost = MAX_PARTS_SHOWN * level.length;
  for (let depth = 0; depth < MAX_PATH && level.length > 0; depth++) {
    const rows = await db.select().from(part).where(inArray(part.wholeId, level)).orderBy(part.wholeId, part.position);
    for (const id of level) parts.set(id, []);
    for (const row of rows) parts.get(row.wholeId)?.push(row);
    level = [...new Set(rows.map(({ partId }) => partId))].filter((id) => !parts.has(id)).slice(0, atMost);
  }
  return parts;
}

/** The tree under one unit, nearest parts first when it has to be cut. Which unit of a part is inside is not known. */
function treeOf(batchId: BatchId, index: number, parts: Parts, refs: Refs): Provenance[] {
  const partsOf = (id: BatchId) => parts.get(id) ?? [];
  const tree: Provenance[] = [];
  let level = [{ into: tree, of: partsOf(batchId).filter(({ first, last }) => first <= index && index <= last) }];
  for (let depth = 0, left = MAX_PARTS_SHOWN; depth < MAX_PATH && left > 0; depth++) {
    const next: typeof level = [];
    for (const { into, of } of level) {
      for (const { position, partId } of of.slice(0, left)) {
        const node: Provenance = { position, batch: refs(partId), parts: [] };
        into.push(node);
        next.push({ into: node.parts, of: partsOf(partId) });
        left--;
      }
    }
    level = next;
  }
  return tree;
}

/** What units consist of: a function from batch and index to the parts. */
export async function loadProvenance(batchIds: Iterable<BatchId>): Promise<(batchId: BatchId, index: number) => Provenance[]> {
  const parts = await loadPartsBelow(batchIds);
  const refs = await loadBatchRefs([...parts.values()].flat().map(({ partId }) => partId));
  return (batchId, index) => treeOf(batchId, index, parts, refs);
}
