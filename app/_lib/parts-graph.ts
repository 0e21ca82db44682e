import type { AffectedRange, BatchRef, ModelRef } from "../../lib/feed/wire.ts";
import { affectedBatches } from "./affected.ts";

/** Batches of one model, which are one box of the picture: so a wide recall stays a picture. */
export type GraphNode = {
  model: ModelRef;
  batches: BatchRef[];
  /** Affected units of these batches; null for a component, whose units count through the devices. */
  devices: number | null;
  column: number;
  row: number;
};

export type GraphEdge = {
  part: GraphNode;
  whole: GraphNode;
  /** Row in each column between the two, so that the line passes beside the boxes there. */
  via: number[];
};

/**
 * The way of a fault from a component to the brands that contain it: the recalled components stand left, every whole
 * right of all its parts.
 */
export type PartsGraph = {
  /** From top to bottom; null where only a line passes. */
  columns: (GraphNode | null)[][];
  edges: GraphEdge[];
};

/** Each step of each way: a batch and the batch of the part in it. */
const stepsOf = (affected: readonly AffectedRange[]): { whole: BatchRef; part: BatchRef }[] =>
  affected.flatMap(({ batch, via }) => via.map((part, i) => ({ whole: i === 0 ? batch : (via[i - 1] as BatchRef), part })));

/** One node for each model in sight, in the column of its longest way from a recalled component. */
function nodesOf(affected: readonly AffectedRange[], steps: ReturnType<typeof stepsOf>): Map<string, GraphNode> {
  const units = new Map(affectedBatches(affected).map(({ batch, units }) => [batch.id, units]));
  const batches = new Map([...steps.flatMap(({ whole, part }) => [whole, part])].map((batch) => [batch.id, batch]));
  const depth = new Map<number, number>();
  const nodes = new Map<string, GraphNode>();
  // Parts are registered before their wholes, so a batch comes after all its parts.
  for (const batch of [...batches.values()].sort((a, b) => a.id - b.id)) {
    const column = Math.max(0, ...steps.filter(({ whole }) => whole.id === batch.id).map(({ part }) => (depth.get(part.id) ?? 0) + 1));
    depth.set(batch.id, column);
    const devices = batch.model.kind === "device" ? (units.get(batch.id) ?? 0) : null;
    const node = nodes.get(batch.model.id);
    if (!node) {
      nodes.set(batch.model.id, { model: batch.model, batches: [batch], devices, column, row: 0 });
      continue;
    }
    node.batches.push(batch);
    node.column = Math.max(node.column, column);
    if (devices !== null) node.devices = (node.devices ?? 0) + devices;
  }
  // Batches that moved further right with their model may leave a column empty.
  const used = [...new Set([...nodes.values()].map(({ column }) => column))].sort((a, b) => a - b);
  for (const node of nodes.values()) node.column = used.indexOf(node.column);
  return nodes;
}

function edgesOf(nodes: Map<string, GraphNode>, steps: ReturnType<typeof stepsOf>): GraphEdge[] {
  const edges = new Map<string, GraphEdge>();
  for (const step of steps) {
    const part = nodes.get(step.part.model.id);
    const whole = nodes.get(step.whole.model.id);
    if (part && whole && part.column < whole.column) edges.set(`${part.model.id} ${whole.model.id}`, { part, whole, via: [] });
  }
  return [...edges.values()];
}

export function partsGraph(affected: readonly AffectedRange[]): PartsGraph {
  const steps = stepsOf(affected);
  const nodes = nodesOf(affected, steps);
  const edges = edgesOf(nodes, steps);
  const columns: PartsGraph["columns"] = [];
  for (let column = 0; [...nodes.values()].some((node) => node.column >= column); column++) {
    // Each stands beside where its lines come from, as far as that goes, so that few lines cross.
    const boxes = [...nodes.values()].filter((node) => node.column === column);
    const passing = edges.filter(({ part, whole }) => part.column < column && column < whole.column);
    const places = [
      ...boxes.map((node) => ({ node, edge: null, centre: mean(edges.filter(({ whole }) => whole === node).map(lastRow)) })),
      ...passing.map((edge) => ({ node: null, edge, centre: lastRow(edge) })),
    ].sort((a, b) => a.centre - b.centre);
    for (const [row, { node, edge }] of places.entries()) {
      if (node) node.row = row;
      else edge.via.push(row);
    }
    columns.push(places.map(({ node }) => node));
  }
  return { columns, edges };
}

/** Where a line is in the column before. */
const lastRow = ({ part, via }: GraphEdge): number => via.at(-1) ?? part.row;

const mean = (numbers: number[]): number => (numbers.length === 0 ? 0 : numbers.reduce((sum, number) => sum + number, 0) / numbers.length);
