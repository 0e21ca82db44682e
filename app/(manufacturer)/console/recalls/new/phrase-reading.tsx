import { Badge } from "@/app/_components/ui/badge.tsx";
import { Checkbox } from "@/app/_components/ui/choice.tsx";
import { formatUnits } from "@/app/_lib/format.ts";
import { describeItem, type Leftover, type ReadItem, type SerialReading } from "@/lib/domain/serial-reading.ts";

const OUTCOMES: Record<SerialReading["outcome"], string> = {
  fully: "All of it was understood.",
  partly: "Some of it was understood.",
  refused: "It names no serials.",
};

type Props = {
  reading: SerialReading;
  /** What has to be decided still. */
  open: Leftover[];
  /** How many units of the batch each part of the phrase meets, once that was looked up. */
  counts?: ReadonlyMap<ReadItem, number>;
  setAside: readonly string[];
  onSetAside(words: string): void;
};

/** How a phrase was read, each part beside its own words, and what was not understood. */
export function PhraseReading({ reading, open, counts, setAside, onSetAside }: Props) {
  const said = new Set([...reading.leftovers.map(({ text }) => text), ...reading.items.map(({ words }) => words.text)]);
  const aside = setAside.filter((words) => said.has(words));
  return (
    <div className="rounded-md bg-sunken px-4 py-3 text-sm" aria-live="polite">
      <p className="font-medium">{OUTCOMES[reading.outcome]}</p>
      <ul className="mt-2 space-y-1.5">
        {reading.items.map((item) => {
          const count = counts?.get(item);
          return (
            <li key={`${item.kind} ${item.words.at}`} className="leading-snug">
              <span className="first-letter:uppercase">{describeItem(item)}</span>{" "}
              <span className="break-words text-ink-soft">
                from “{item.words.text}”{count === undefined ? null : `: ${formatUnits(count, "unit")} of this batch`}
              </span>
            </li>
          );
        })}
      </ul>
      {open.map(({ text, at, why }) => (
        <div key={at} className="mt-3 border-t pt-3">
          <p className="leading-snug">
            <Badge tone="checking">To decide</Badge> <strong className="break-words font-medium">“{text}”</strong>: {why}.
          </p>
          <Checkbox checked={false} onChange={() => onSetAside(text)}>
            These words add nothing to the scope
          </Checkbox>
        </div>
      ))}
      {aside.map((words) => (
        <Checkbox key={words} checked onChange={() => onSetAside(words)}>
          “{words}” adds nothing to the scope
        </Checkbox>
      ))}
    </div>
  );
}
