import { CircuitBoard, Package, TriangleAlert } from "lucide-react";
import { AppLink } from "@/app/_components/app-link.tsx";
import { Badge } from "@/app/_components/ui/badge.tsx";
import { readable } from "@/app/_lib/words.ts";
import type { BatchRef, Provenance as Part } from "@/lib/feed/wire.ts";

type Recalled = {
  /** Recalls of parts, by their batch. */
  recalled?: ReadonlyMap<number, readonly number[]>;
};

/** A unit and its parts as a tree, each step one level further in. */
export function Provenance({ batch, parts, recalled }: { batch: BatchRef; parts: readonly Part[] } & Recalled) {
  return (
    <div className="rounded-lg border bg-surface p-4 sm:p-5">
      <Item batch={batch} own />
      {parts.length > 0 ? (
        <Parts parts={parts} recalled={recalled} />
      ) : (
        <p className="mt-3 text-ink-soft text-sm">Its maker has registered no parts of it.</p>
      )}
    </div>
  );
}

const Parts = ({ parts, recalled }: { parts: readonly Part[] } & Recalled) => (
  <ul className="mt-3 ml-2 space-y-3 border-l pl-5">
    {parts.map(({ position, batch, parts: inner }) => (
      <li key={position} className="relative before:absolute before:top-3 before:-left-5 before:w-3.5 before:border-t">
        <Item batch={batch} recalls={recalled?.get(batch.id)} />
        {inner.length > 0 ? <Parts parts={inner} recalled={recalled} /> : null}
      </li>
    ))}
  </ul>
);

function Item({ batch, own = false, recalls = [] }: { batch: BatchRef; own?: boolean; recalls?: readonly number[] }) {
  const Icon = batch.model.kind === "component" ? CircuitBoard : Package;
  return (
    <div className="flex items-start gap-2.5">
      <Icon className="mt-0.5 size-5 shrink-0 text-ink-soft" strokeWidth={1.75} aria-hidden />
      <p className="min-w-0 leading-snug">
        <AppLink href={`/batches/${batch.id}`} className="font-medium hover:underline">
          <bdi>{readable(batch.model.name)}</bdi>
        </AppLink>
        {own ? <span className="text-ink-soft"> (this device)</span> : null}
        <span className="block text-ink-soft text-sm">
          <bdi>{readable(batch.model.maker.name)}</bdi> · lot {readable(batch.lot)}
        </span>
        {recalls.map((recall) => (
          <AppLink key={recall} href={`/recalls/${recall}`} className="mt-1 mr-1.5 inline-block">
            <Badge tone="affected">
              <TriangleAlert aria-hidden />
              Recall {recall}
            </Badge>
          </AppLink>
        ))}
      </p>
    </div>
  );
}
