"use client";

import { useState } from "react";
import { Field } from "@/app/_components/ui/field.tsx";
import { Input, Select } from "@/app/_components/ui/input.tsx";
import type { BatchView, ScopeItemView } from "@/lib/feed/wire.ts";
import { AddButton } from "./add-button.tsx";

type Props = { batches: BatchView[]; nameOf(batch: BatchView): string; onAdd(item: Omit<ScopeItemView, "excluded">): void };

const allOf = ({ id, size }: BatchView) => ({ id, first: "0", last: `${size - 1}` });
const numberOf = (text: string): number => (/^\d+$/.test(text.trim()) ? Number(text) : Number.NaN);

/** Units of one batch: all of them to begin with. */
export function RangePick({ batches, nameOf, onAdd }: Props) {
  const [chosen, setChosen] = useState(() => (batches[0] ? allOf(batches[0]) : null));
  const batch = batches.find(({ id }) => id === chosen?.id);
  if (!chosen || !batch) return null;
  const [first, last] = [numberOf(chosen.first), numberOf(chosen.last)];
  const isGood = first <= last && last < batch.size;
  const choose = (id: number) => setChosen(allOf(batches.find((candidate) => candidate.id === id) ?? batch));
  return (
    <div className="flex flex-wrap items-end gap-3">
      <Field label="Batch" className="w-full">
        {(control) => (
          <Select {...control} value={batch.id} onChange={(event) => choose(Number(event.target.value))}>
            {batches.map((candidate) => (
              <option key={candidate.id} value={candidate.id}>
                {nameOf(candidate)}
              </option>
            ))}
          </Select>
        )}
      </Field>
      {(["first", "last"] as const).map((end) => (
        <Field key={end} label={end === "first" ? "From unit" : "To unit"} className="w-28">
          {(control) => (
            <Input
              {...control}
              inputMode="numeric"
              aria-invalid={isGood ? undefined : true}
              value={chosen[end]}
              onChange={(event) => setChosen({ ...chosen, [end]: event.target.value })}
            />
          )}
        </Field>
      ))}
      <AddButton disabled={!isGood} onClick={() => onAdd({ kind: "batch", subject: `${batch.id}`, first, last })} />
      {isGood ? null : (
        <p className="w-full text-danger text-sm" role="status">
          Units of this batch are numbered 0 to {batch.size - 1}, and the first may not lie after the last.
        </p>
      )}
    </div>
  );
}
