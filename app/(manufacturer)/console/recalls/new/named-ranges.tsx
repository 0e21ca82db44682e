import { Badge } from "@/app/_components/ui/badge.tsx";
import { formatCount, formatRange, formatUnits } from "@/app/_lib/format.ts";
import type { SerialRange } from "@/lib/domain/serial-scope.ts";
import type { BatchView, ScopeItemView } from "@/lib/feed/wire.ts";
import { AddButton } from "./add-button.tsx";

/** Ranges that are written out; all of them are added. */
const SHOWN = 20;

type Props = {
  batch: BatchView;
  ranges: readonly SerialRange[];
  /** Something in the phrase is not decided. */
  isOpen: boolean;
  /** Entries that the scope can still take. */
  room: number;
  onAdd(items: Omit<ScopeItemView, "excluded">[]): void;
};

/** The units that a phrase names in a batch, with the serials at the ends of each range for whoever checks them. */
export function NamedRanges({ batch, ranges, isOpen, room, onAdd }: Props) {
  const units = ranges.reduce((sum, { first, last }) => sum + last - first + 1, 0);
  const problem =
    ranges.length === 0
      ? "Check the phrase, and that this is the batch that is meant."
      : ranges.length > room
        ? `These are ${formatCount(ranges.length)} entries, and the recall can take ${formatCount(room)} more. Make several recalls of them, or name the whole batch.`
        : isOpen
          ? "Decide about every part of the phrase first: a recall means exactly the units that it names."
          : null;
  return (
    <div className="flex flex-col gap-3 text-sm" role="status">
      <p>
        It names <strong className="font-semibold">{formatCount(units)}</strong> of the {formatUnits(batch.size, "unit")} of this batch
        {ranges.length > 0 ? `, in ${formatUnits(ranges.length, "range")}` : null}.
      </p>
      {ranges.length > 0 ? (
        <ul className="divide-y border-y">
          {ranges.slice(0, SHOWN).map(({ first, last, firstSerial, lastSerial }) => (
            <li key={first} className="flex flex-wrap justify-between gap-x-4 py-2">
              <span>
                Serials <span className="font-medium">{firstSerial}</span> to <span className="font-medium">{lastSerial}</span>
              </span>
              <span className="text-ink-soft">{formatRange(first, last, batch.size)}</span>
            </li>
          ))}
          {ranges.length > SHOWN ? <li className="py-2 text-ink-soft">and {formatUnits(ranges.length - SHOWN, "more range")}</li> : null}
        </ul>
      ) : null}
      {problem ? (
        <p>
          <Badge tone="checking">Not added</Badge> {problem}
        </p>
      ) : null}
      <div>
        <AddButton
          disabled={problem !== null}
          onClick={() => onAdd(ranges.map(({ first, last }) => ({ kind: "batch", subject: `${batch.id}`, first, last })))}
        />
      </div>
    </div>
  );
}
