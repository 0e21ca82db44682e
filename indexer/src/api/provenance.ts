import type { BatchId } from "../../../lib/domain/ids.ts";
import { MAX_PATH } from "../../../lib/domain/scope.ts";
import type { Provenance } from "../../../lib/feed/wire.ts";
import type { Refs } from "./refs.ts";
import type { UnitRows } from "./unit-rows.ts";

/** More than a person follows, and little enough that nobody can make an answer grow without end by nesting parts. */
const MAX_PARTS_SHOWN = 200;

/** The tree under one unit, nearest parts first when it has to be cut. Which unit of a part is inside is not known. */
export function provenanceOf(batchId: BatchId, index: number, parts: UnitRows["parts"], refs: Refs): Provenance[] {
  const byWhole = Map.groupBy(parts, ({ wholeId }) => wholeId);
  const partsOf = (id: BatchId) => (byWhole.get(id) ?? []).toSorted((a, b) => a.position - b.position);
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
