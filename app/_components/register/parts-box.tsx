import { CircuitBoard, Package } from "lucide-react";
import { AppLink } from "@/app/_components/app-link.tsx";
import { cn } from "@/app/_lib/cn.ts";
import { formatUnits } from "@/app/_lib/format.ts";
import type { GraphNode } from "@/app/_lib/parts-graph.ts";
import { readable } from "@/app/_lib/words.ts";

type Props = {
  node: GraphNode;
  isRecalled: boolean /** What it contains, said in words where no lines are drawn. */;
  parts: readonly GraphNode[];
};

/** One model of the parts diagram. */
export function PartsBox({ node: { model, batches, devices }, isRecalled, parts }: Props) {
  const Icon = model.kind === "component" ? CircuitBoard : Package;
  const [only] = batches;
  const href = batches.length === 1 && only ? `/batches/${only.id}` : `/models/${model.id}`;
  return (
    <div
      className={cn(
        "relative rounded-md border bg-surface p-3 transition-colors hover:border-accent md:h-24 md:w-[272px]",
        isRecalled && "border-affected/50 bg-affected-wash",
      )}
    >
      <div className="flex gap-2.5">
        <Icon className={cn("mt-0.5 size-4 shrink-0", isRecalled ? "text-affected" : "text-ink-soft")} aria-hidden />
        <div className="min-w-0 text-sm leading-snug">
          <AppLink href={href} className="line-clamp-2 font-medium after:absolute after:inset-0 hover:underline">
            <bdi>{readable(model.name)}</bdi>
          </AppLink>
          <p className="truncate text-ink-soft">
            <bdi>{readable(model.maker.name)}</bdi>
          </p>
          <p className="truncate text-ink-soft text-xs leading-5">
            {batches.length === 1 && only ? `Lot ${readable(only.lot)}` : formatUnits(batches.length, "batch", "batches")}
            {devices === null ? null : <span className="font-medium text-ink"> · {formatUnits(devices)}</span>}
          </p>
          {parts.length > 0 ? (
            <p className="text-ink-soft text-xs md:sr-only">contains {parts.map((part) => readable(part.model.name)).join(", ")}</p>
          ) : null}
        </div>
      </div>
    </div>
  );
}
