"use client";

import { useState } from "react";
import { Field } from "@/app/_components/ui/field.tsx";
import { Input, Select } from "@/app/_components/ui/input.tsx";
import type { BatchView, ScopeItemView } from "@/lib/feed/wire.ts";
import { AddButton } from "./add-button.tsx";

type Props = { batches: BatchView[]; nameOf(batch: BatchView): string; onAdd(item: ScopeItemView): void };

/** Units of one batch: all of them, unless numbers are given. */
export function RangePick({ batches, nameOf, onAdd }: Props) {
  const [id, setId] = useState(batches[0]?.id);
  const batch = batches.find((candidate) => candidate.id === id) ?? batches[0];
  const [range, setRange] = useState({ first: "", last: "" });
  if (!batch) return null;
  const end = batch.size - 1;
  const first = range.first.trim() === "" ? 0 : Number(range.first);
  const last = range.last.trim() === "" ? end : Number(range.last);
  const isGood = Number.isInteger(first) && Number.isInteger(last) && 0 <= first && first <= last && last <= end;
  return (
    <div className="flex flex-wrap items-end gap-3">
      <Field label="Batch" className="min-w-0 flex-1 basis-64">
        {(control) => (
          <Select {...control} value={batch.id} onChange={(event) => setId(Number(event.target.value))}>
            {batches.map((candidate) => (
              <option key={candidate.id} value={candidate.id}>
                {nameOf(candidate)}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Field label="From unit" className="w-28">
        {(control) => (
          <Input
            {...control}
            inputMode="numeric"
            placeholder="0"
            value={range.first}
            onChange={(event) => setRange({ ...range, first: event.target.value })}
          />
        )}
      </Field>
      <Field label="To unit" className="w-28">
        {(control) => (
          <Input
            {...control}
            inputMode="numeric"
            placeholder={`${end}`}
            value={range.last}
            onChange={(event) => setRange({ ...range, last: event.target.value })}
          />
        )}
      </Field>
      <AddButton disabled={!isGood} onClick={() => onAdd({ kind: "batch", subject: `${batch.id}`, first, last })} />
      {isGood ? null : (
        <p className="w-full text-danger text-sm">Units of this batch are numbered 0 to {end}; the first may not lie after the last.</p>
      )}
    </div>
  );
}
