import { CircuitBoard, Package } from "lucide-react";
import type { CSSProperties } from "react";
import { AppLink } from "@/app/_components/app-link.tsx";
import { cn } from "@/app/_lib/cn.ts";
import { formatUnits } from "@/app/_lib/format.ts";
import type { GraphNode, PartsGraph } from "@/app/_lib/parts-graph.ts";
import { readable } from "@/app/_lib/words.ts";

/** Sizes in px; the lines are computed from them, so nodes keep them from the width on at which lines are drawn. */
const NODE = { width: 272, height: 96 };
const GAP = { x: 104, y: 16 };

const left = (column: number): number => column * (NODE.width + GAP.x);

/** Columns with fewer nodes stand centred beside the fullest one. */
function top(graph: PartsGraph, { column, row }: GraphNode): number {
  const inColumn = graph.nodes.filter((node) => node.column === column).length;
  return (row + (graph.rows - inColumn) / 2) * (NODE.height + GAP.y);
}

/**
 * The fault's way from the component to the brands. On a wide screen lines lead from left to right; on a narrow one
 * the same list stands in steps from top to bottom, and each whole says what it contains.
 */
export function PartsDiagram({ graph }: { graph: PartsGraph }) {
  const width = left(graph.columns) - GAP.x;
  const height = graph.rows * (NODE.height + GAP.y) - GAP.y;
  const columns = Array.from({ length: graph.columns }, (_, column) => graph.nodes.filter((node) => node.column === column));
  return (
    <section
      aria-label="From the component to the brands"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region has to be reachable without a pointer
      tabIndex={0}
      className="overflow-x-auto rounded-lg border bg-surface p-4 sm:p-6"
    >
      <p className="mb-3 hidden text-ink-soft text-sm md:flex" style={{ width }} aria-hidden>
        <span className="flex-1">Recalled component</span>
        <span className="w-[272px]">Devices that contain it</span>
      </p>
      <div className="relative" style={{ "--graph-width": `${width}px` } as CSSProperties}>
        <Lines graph={graph} width={width} height={height} />
        <ol className="relative flex flex-col gap-6 md:w-(--graph-width) md:flex-row md:gap-[104px]">
          {columns.map((nodes, column) => (
            <li key={nodes[0]?.model.id} className="flex flex-col justify-center gap-2 md:gap-4">
              <p className="eyebrow md:sr-only">{column === 0 ? "Recalled component" : "Built into"}</p>
              {nodes.map((node) => (
                <Node key={node.model.id} node={node} graph={graph} />
              ))}
            </li>
          ))}
        </ol>
      </div>
    </section>
  );
}

function Lines({ graph, width, height }: { graph: PartsGraph; width: number; height: number }) {
  const byModel = new Map(graph.nodes.map((node) => [node.model.id, node]));
  return (
    <svg width={width} height={height} className="absolute inset-0 hidden md:block" aria-hidden>
      {graph.edges.map(({ part, whole }) => {
        const from = byModel.get(part);
        const to = byModel.get(whole);
        if (!from || !to) return null;
        const x1 = left(from.column) + NODE.width;
        const y1 = top(graph, from) + NODE.height / 2;
        const x2 = left(to.column);
        const y2 = top(graph, to) + NODE.height / 2;
        const middle = (x1 + x2) / 2;
        return (
          <g key={`${part} ${whole}`} fill="none" stroke="var(--line-strong)" strokeWidth="1.5">
            <path d={`M${x1} ${y1} C${middle} ${y1} ${middle} ${y2} ${x2 - 5} ${y2}`} />
            <path d={`M${x2 - 10} ${y2 - 4} L${x2 - 4} ${y2} L${x2 - 10} ${y2 + 4}`} />
          </g>
        );
      })}
    </svg>
  );
}

function Node({ node, graph }: { node: GraphNode; graph: PartsGraph }) {
  const { model, batches, devices, column } = node;
  const parts = graph.edges
    .filter(({ whole }) => whole === model.id)
    .map(({ part }) => graph.nodes.find((other) => other.model.id === part));
  const Icon = model.kind === "component" ? CircuitBoard : Package;
  const [only] = batches;
  const href = batches.length === 1 && only ? `/batches/${only.id}` : `/models/${model.id}`;
  return (
    <div
      className={cn(
        "relative rounded-md border bg-surface p-3 transition-colors hover:border-accent md:h-24 md:w-[272px]",
        column === 0 && "border-affected/50 bg-affected-wash",
      )}
    >
      <div className="flex gap-2.5">
        <Icon className={cn("mt-0.5 size-4 shrink-0", column === 0 ? "text-affected" : "text-ink-soft")} aria-hidden />
        <div className="min-w-0 text-sm leading-snug">
          <AppLink href={href} className="line-clamp-2 font-medium after:absolute after:inset-0 hover:underline">
            <bdi>{readable(model.name)}</bdi>
          </AppLink>
          <p className="truncate text-ink-soft">
            <bdi>{readable(model.maker.name)}</bdi>
          </p>
          <p className="truncate text-ink-soft text-xs leading-5">
            {batches.length === 1 && only ? `Lot ${only.lot}` : formatUnits(batches.length, "batch", "batches")}
            {devices === null ? null : <span className="font-medium text-ink"> · {formatUnits(devices)}</span>}
          </p>
          {parts.length > 0 ? (
            <p className="text-ink-soft text-xs md:sr-only">
              contains {parts.map((part) => (part ? readable(part.model.name) : "")).join(", ")}
            </p>
          ) : null}
        </div>
      </div>
    </div>
  );
}
