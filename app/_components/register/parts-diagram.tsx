import type { CSSProperties } from "react";
import { Disclosure } from "@/app/_components/ui/disclosure.tsx";
import { formatUnits } from "@/app/_lib/format.ts";
import type { GraphEdge, PartsGraph } from "@/app/_lib/parts-graph.ts";
import { PartsBox } from "./parts-box.tsx";

/** Sizes in px; the lines are computed from them, so boxes keep them from the width on at which lines are drawn. */
const BOX = { width: 272, height: 96 };
const GAP = { x: 104, y: 16 };
const PITCH = { x: BOX.width + GAP.x, y: BOX.height + GAP.y };

/** A longer column would push everything behind it out of sight; then the picture is opened by those who want it. */
const MAX_ROWS = 10;

type Props = { graph: PartsGraph /** Whether the components on the left are recalled, not just followed. */; isRecalled?: boolean };

/** The way from the component to the brands, drawn so that a person can follow it. */
export function PartsDiagram({ graph, isRecalled = true }: Props) {
  const rows = Math.max(...graph.columns.map(({ length }) => length));
  if (rows <= MAX_ROWS) return <Diagram graph={graph} isRecalled={isRecalled} />;
  return (
    <Disclosure summary={`Follow the component to ${formatUnits(rows, "model")}`}>
      <Diagram graph={graph} isRecalled={isRecalled} />
    </Disclosure>
  );
}

/**
 * On a wide screen lines lead from left to right; on a narrow one the same boxes stand in steps from top to bottom, and
 * each whole says what it contains.
 */
function Diagram({ graph, isRecalled }: Required<Props>) {
  const start = isRecalled ? "Recalled component" : "Component";
  const width = graph.columns.length * PITCH.x - GAP.x;
  return (
    <section
      aria-label="From the component to the brands"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region has to be reachable without a pointer
      tabIndex={0}
      className="overflow-x-auto rounded-lg border bg-surface p-4 sm:p-6"
    >
      <p className="mb-3 hidden justify-between text-ink-soft text-sm md:flex" style={{ width }} aria-hidden>
        <span>{start}</span>
        <span style={{ width: BOX.width }}>Devices that contain it</span>
      </p>
      <div className="relative" style={{ "--graph-width": `${width}px` } as CSSProperties}>
        <Lines graph={graph} width={width} />
        <ol className="relative flex flex-col gap-6 md:w-(--graph-width) md:flex-row md:gap-[104px]">
          {graph.columns.map((places, column) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: columns stay where they are
            <li key={column} className="flex flex-col justify-center gap-2 md:gap-4">
              <p className="eyebrow md:sr-only">{column === 0 ? start : "Built into"}</p>
              {places.map((node, row) =>
                node ? (
                  <PartsBox
                    key={node.model.id}
                    node={node}
                    isRecalled={isRecalled && column === 0}
                    parts={graph.edges.filter(({ whole }) => whole === node).map(({ part }) => part)}
                  />
                ) : (
                  // biome-ignore lint/suspicious/noArrayIndexKey: a place in the column
                  <div key={row} className="hidden h-24 w-[272px] md:block" aria-hidden />
                ),
              )}
            </li>
          ))}
        </ol>
      </div>
    </section>
  );
}

function Lines({ graph: { columns, edges }, width }: { graph: PartsGraph; width: number }) {
  const rows = Math.max(...columns.map(({ length }) => length));
  // Columns with fewer places stand centred beside the fullest one.
  const middle = (column: number, row: number): number => (row + (rows - (columns[column]?.length ?? 0)) / 2) * PITCH.y + BOX.height / 2;
  return (
    <svg width={width} height={rows * PITCH.y - GAP.y} className="absolute inset-0 hidden md:block" aria-hidden>
      {edges.map((edge) => (
        <g key={`${edge.part.model.id} ${edge.whole.model.id}`} fill="none" stroke="var(--line-strong)" strokeWidth="1.5">
          <path d={line(edge, middle)} />
          <path d={`M${edge.whole.column * PITCH.x - 10} ${middle(edge.whole.column, edge.whole.row) - 4} l6 4 l-6 4`} />
        </g>
      ))}
    </svg>
  );
}

/** From the part's right edge in waves to the whole's left edge, straight across the columns between. */
function line({ part, whole, via }: GraphEdge, middle: (column: number, row: number) => number): string {
  let path = `M${part.column * PITCH.x + BOX.width} ${middle(part.column, part.row)}`;
  for (const [i, row] of [...via, whole.row].entries()) {
    const column = part.column + i + 1;
    const y = middle(column, row);
    const bend = column * PITCH.x - GAP.x / 2;
    const isLast = column === whole.column;
    path += ` C${bend} ${middle(column - 1, i === 0 ? part.row : (via[i - 1] as number))} ${bend} ${y} ${column * PITCH.x - (isLast ? 5 : 0)} ${y}`;
    if (!isLast) path += ` h${BOX.width}`;
  }
  return path;
}
