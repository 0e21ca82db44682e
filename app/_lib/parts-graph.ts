import type { AffectedRange, BatchRef, ModelRef } from "../../lib/feed/wire.ts";
import { affectedBatches } from "./affected.ts";

/**
 * The way of a fault from a component to the brands that contain it, as columns of models: the recalled components
 * stand left, every whole right of all its parts. Batches of one model are one node, so that a wide recall stays a
 * picture.
 */
export type GraphNode = {
  model: ModelRef;
  batches: BatchRef[];
  /** Affected units of these batches; null for a component, whose units count through the devices. */
  devices: number | null;
  column: number;
  row: number;
};

export type PartsGraph = {
  nodes: GraphNode[];
  /** From part to whole, by model id. */
  edges: { part: string; whole: string }[];
  columns: number;
  /** Nodes in the fullest column. */
  rows: number;
};

/** Each step of each way: a batch and the batch of the part in it. */
function steps(affected: readonly AffectedRange[]): { whole: BatchRef; part: BatchRef }[] {
  return affected.flatMap(({ batch, via }) => {
    const chain = [batch, ...via];
    return via.map((part, i) => ({ whole: chain[i] as BatchRef, part }));
  });
}

export function partsGraph(affected: readonly AffectedRange[]): PartsGraph {
  const links = steps(affected);
  const units = new Map(affectedBatches(affected).map(({ batch, units }) => [batch.id, units]));
  const batches = new Map([...links.flatMap(({ whole, part }) => [whole, part])].map((batch) => [batch.id, batch]));
  const models = Map.groupBy(batches.values(), (batch) => batch.model.id);
  const edges = [
    ...new Map(
      links.map(({ whole, part }) => [`${part.model.id} ${whole.model.id}`, { part: part.model.id, whole: whole.model.id }]),
    ).values(),
  ];

  // Parts are registered before their wholes, so batches sorted by number come after all their parts.
  const depth = new Map<number, number>();
  for (const { id } of [...batches.values()].sort((a, b) => a.id - b.id)) {
    const below = links.filter(({ whole }) => whole.id === id).map(({ part }) => (depth.get(part.id) ?? 0) + 1);
    depth.set(id, Math.max(0, ...below));
  }

  const columnOf = (modelId: string): number => Math.max(...(models.get(modelId) ?? []).map(({ id }) => depth.get(id) ?? 0));
  const columns = Map.groupBy([...models.keys()], columnOf);
  const rows = new Map<string, number>();
  const nodes: GraphNode[] = [];
  for (const column of [...columns.keys()].sort((a, b) => a - b)) {
    // Wholes stand beside their parts, as far as that goes, so that few lines cross.
    const centre = (modelId: string): number => {
      const parts = edges.filter(({ whole }) => whole === modelId).map(({ part }) => rows.get(part) ?? 0);
      return parts.length === 0 ? 0 : parts.reduce((sum, row) => sum + row, 0) / parts.length;
    };
    const inOrder = [...(columns.get(column) ?? [])].sort((a, b) => centre(a) - centre(b));
    for (const [row, modelId] of inOrder.entries()) {
      rows.set(modelId, row);
      const own = models.get(modelId) as BatchRef[];
      const { model } = own[0] as BatchRef;
      const devices = model.kind === "device" ? own.reduce((sum, { id }) => sum + (units.get(id) ?? 0), 0) : null;
      nodes.push({ model, batches: own, devices, column, row });
    }
  }
  return {
    nodes,
    edges,
    columns: Math.max(0, ...nodes.map(({ column }) => column + 1)),
    rows: Math.max(0, ...[...columns.values()].map(({ length }) => length)),
  };
}
