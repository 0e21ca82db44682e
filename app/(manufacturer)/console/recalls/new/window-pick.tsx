"use client";

import { useState } from "react";
import { Field } from "@/app/_components/ui/field.tsx";
import { Input, Select } from "@/app/_components/ui/input.tsx";
import { readable } from "@/app/_lib/words.ts";
import type { ModelView, ScopeItemView } from "@/lib/feed/wire.ts";
import { AddButton } from "./add-button.tsx";
import { dayWindow } from "./day-window.ts";

type Props = { models: ModelView[]; nameOf(model: ModelView): string; onAdd(item: Omit<ScopeItemView, "excluded">): void };

/** Units of a model by the days on which their batches were made. */
export function MadePick({ models, nameOf, onAdd }: Props) {
  const [chosen, setChosen] = useState(models[0]?.id ?? "");
  const [days, setDays] = useState({ first: "", last: "" });
  const span = dayWindow(days.first, days.last);
  return (
    <div className="flex flex-wrap items-end gap-3">
      <ModelSelect models={models} nameOf={nameOf} value={chosen} onChange={setChosen} />
      {(["first", "last"] as const).map((end) => (
        <Field key={end} label={end === "first" ? "Made from" : "Made to"} className="w-44">
          {(control) => (
            <Input {...control} type="date" value={days[end]} onChange={(event) => setDays({ ...days, [end]: event.target.value })} />
          )}
        </Field>
      ))}
      <AddButton disabled={span === null} onClick={() => span && onAdd({ kind: "made", subject: chosen, ...span })} />
      {days.first && days.last && span === null ? (
        <p className="w-full text-danger text-sm" role="status">
          The first day may not lie after the last.
        </p>
      ) : null}
      <p className="w-full text-ink-soft text-sm">Whole batches count: each of which some units were made within these days.</p>
    </div>
  );
}

/** Units of a model by the release that was installed in the factory. */
export function ShippedPick({ models, nameOf, onAdd }: Props) {
  const usable = models.filter(({ releases }) => releases.length > 0);
  const [chosen, setChosen] = useState(usable[0]?.id ?? "");
  const releases = (usable.find(({ id }) => id === chosen)?.releases ?? []).toSorted((a, b) => a.sequence - b.sequence);
  const [ends, setEnds] = useState<{ first?: number; last?: number }>({});
  const [first, last] = [ends.first ?? releases[0]?.sequence ?? 0, ends.last ?? releases.at(-1)?.sequence ?? 0];
  if (usable.length === 0) return <p className="text-ink-soft text-sm">No release of these models is published yet.</p>;
  const choose = (id: string) => {
    setChosen(id);
    setEnds({});
  };
  return (
    <div className="flex flex-wrap items-end gap-3">
      <ModelSelect models={usable} nameOf={nameOf} value={chosen} onChange={choose} />
      {(["first", "last"] as const).map((end) => (
        <Field key={end} label={end === "first" ? "From release" : "To release"} className="w-36">
          {(control) => (
            <Select
              {...control}
              value={end === "first" ? first : last}
              onChange={(event) => setEnds({ ...ends, [end]: Number(event.target.value) })}
            >
              {releases.map(({ sequence, version }) => (
                <option key={sequence} value={sequence}>
                  {readable(version)}
                </option>
              ))}
            </Select>
          )}
        </Field>
      ))}
      <AddButton disabled={first > last} onClick={() => onAdd({ kind: "shipped", subject: chosen, first, last })} />
      {first > last ? (
        <p className="w-full text-danger text-sm" role="status">
          The first release may not come after the last.
        </p>
      ) : null}
    </div>
  );
}

type SelectProps = Pick<Props, "models" | "nameOf"> & { value: string; onChange(id: string): void };

const ModelSelect = ({ models, nameOf, value, onChange }: SelectProps) => (
  <Field label="Model" className="w-full">
    {(control) => (
      <Select {...control} value={value} onChange={(event) => onChange(event.target.value)}>
        {models.map((model) => (
          <option key={model.id} value={model.id}>
            {nameOf(model)}
          </option>
        ))}
      </Select>
    )}
  </Field>
);
