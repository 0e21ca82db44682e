"use client";

import { useMemo, useState } from "react";
import { Button } from "@/app/_components/ui/button.tsx";
import { DropZone } from "@/app/_components/ui/drop-zone.tsx";
import { ErrorNotice } from "@/app/_components/ui/error-notice.tsx";
import { Field } from "@/app/_components/ui/field.tsx";
import { Select, Textarea } from "@/app/_components/ui/input.tsx";
import { toProblem } from "@/app/_lib/problem.ts";
import { BATCH_FILES } from "@/lib/batch/files.ts";
import { readSerialPhrase } from "@/lib/domain/serial-phrase.ts";
import { undecided } from "@/lib/domain/serial-reading.ts";
import type { BatchView, ScopeItemView } from "@/lib/feed/wire.ts";
import { NamedRanges } from "./named-ranges.tsx";
import { PhraseReading } from "./phrase-reading.tsx";
import { useNamedUnits } from "./use-named-units.ts";

/** A phrase is short; a whole document pasted by mistake is not read. */
const PHRASE_AT_MOST = 20_000;

type Props = {
  batches: BatchView[];
  nameOf(batch: BatchView): string;
  /** Entries that the scope can still take. */
  room: number;
  onAdd(items: Omit<ScopeItemView, "excluded">[]): void;
};

/** Units of one batch by a phrase of serials as a regulator writes it. Nothing in it is guessed, and nothing passed over. */
export function SerialPick({ batches, nameOf, room, onAdd }: Props) {
  const [phrase, setPhrase] = useState("");
  const [setAside, setSetAside] = useState<readonly string[]>([]);
  const [chosen, setChosen] = useState(batches[0]?.id);
  const [file, setFile] = useState<File | null>(null);
  const named = useNamedUnits();
  const batch = batches.find(({ id }) => id === chosen);
  const reading = useMemo(() => (phrase.trim() === "" ? null : readSerialPhrase(phrase)), [phrase]);
  if (!batch) return null;
  const open = reading ? undecided(reading, setAside) : [];
  // What was found belongs to what was asked: any change takes it away.
  const changed = (act: () => void) => {
    act();
    named.reset();
  };
  const add: Props["onAdd"] = (items) => {
    onAdd(items);
    changed(() => setPhrase(""));
  };
  const canFind = reading !== null && reading.outcome !== "refused" && file !== null;
  return (
    <div className="flex flex-col gap-4">
      <Field
        label="Serial numbers, as they are written"
        hint="Such as “U96Y28876 through U96Y29128”, “beginning with 12J, 12K” or “24003xx, except 2400311”."
      >
        {(control) => (
          <Textarea
            {...control}
            value={phrase}
            maxLength={PHRASE_AT_MOST}
            spellCheck={false}
            onChange={(event) => changed(() => setPhrase(event.target.value))}
          />
        )}
      </Field>
      {reading ? (
        <PhraseReading
          reading={reading}
          open={open}
          counts={named.data?.counts}
          setAside={setAside}
          onSetAside={(words) => setSetAside(setAside.includes(words) ? setAside.filter((other) => other !== words) : [...setAside, words])}
        />
      ) : null}
      <Field label="Batch">
        {(control) => (
          <Select {...control} value={batch.id} onChange={(event) => changed(() => setChosen(Number(event.target.value)))}>
            {batches.map((candidate) => (
              <option key={candidate.id} value={candidate.id}>
                {nameOf(candidate)}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Field
        label="Its list of units"
        hint={`${BATCH_FILES.units} in the folder of the built batch. It is read in this browser and sent nowhere.`}
      >
        {(control) => (
          <DropZone
            control={control}
            prompt="Drop the file here, or choose it"
            chosen={file?.name}
            accept=".ndjson"
            onFile={(picked) => changed(() => setFile(picked))}
          />
        )}
      </Field>
      {named.error ? <ErrorNotice error={toProblem(named.error)} /> : null}
      {named.data && reading ? (
        <NamedRanges batch={batch} ranges={named.data.ranges} isOpen={open.length > 0} room={room} onAdd={add} />
      ) : (
        <Button
          variant="secondary"
          className="self-start"
          disabled={!canFind || named.isPending}
          onClick={() => reading && file && named.mutate({ batch, file, reading })}
        >
          {named.isPending ? "Looking through the list" : "Find these units"}
        </Button>
      )}
    </div>
  );
}
