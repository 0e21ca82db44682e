"use client";

import { useState } from "react";
import { Checkbox, Choice } from "@/app/_components/ui/choice.tsx";
import { Field } from "@/app/_components/ui/field.tsx";
import { Select } from "@/app/_components/ui/input.tsx";
import { Skeleton } from "@/app/_components/ui/skeleton.tsx";
import { useBatches, useModels } from "@/app/_hooks/use-feed.ts";
import { formatUnits } from "@/app/_lib/format.ts";
import { readable } from "@/app/_lib/words.ts";
import type { ScopeKind } from "@/lib/domain/kinds.ts";
import type { BatchView, ModelView, ScopeItemView } from "@/lib/feed/wire.ts";
import { useConsole } from "../../_components/console-context.ts";
import { AddButton } from "./add-button.tsx";
import { RangePick } from "./range-pick.tsx";
import { SerialPick } from "./serial-pick.tsx";
import { MadePick, ShippedPick } from "./window-pick.tsx";

/** A regulator may name anyone's products, a maker its own. */
export function ScopeAdder({ room, onAdd }: Pick<AdderProps, "room" | "onAdd">) {
  const { organization } = useConsole();
  const org = organization.kind === "regulator" ? undefined : organization.id;
  const models = useModels(org);
  const batches = useBatches(org);
  if (!models.data || !batches.data) return <Skeleton className="h-40" />;
  return <AdderFields models={models.data} batches={batches.data} showMaker={org === undefined} room={room} onAdd={onAdd} />;
}

type AdderProps = {
  models: ModelView[];
  batches: BatchView[];
  showMaker: boolean;
  /** Entries that the scope can still take. */
  room: number;
  onAdd(items: ScopeItemView[]): void;
};

/** What can be named: an entry of a scope, or several that come from a phrase. */
type Way = ScopeKind | "serials";

function AdderFields({ models, batches, showMaker, room, onAdd }: AdderProps) {
  const components = batches.filter(({ model }) => model.kind === "component");
  const devices = batches.filter(({ model }) => model.kind === "device");
  const products = models.filter(({ kind }) => kind === "device");
  const kinds = (
    [
      { value: "component", label: "A part, and everything that contains it", note: "Reaches every brand that built it in." },
      { value: "batch", label: "Units of one batch", note: "All of them, or a range." },
      { value: "serials", label: "By serial number", note: "As a notice or an advisory words it." },
      { value: "model", label: "A whole model", note: "Every unit, made in any batch." },
      { value: "made", label: "By day of production", note: "Batches of a model made within some days." },
      { value: "shipped", label: "By release", note: "Batches that left the factory with some release." },
    ] as const
  ).filter(({ value }) => (value === "component" ? components : value === "batch" || value === "serials" ? devices : products).length > 0);
  const [kind, setKind] = useState<Way>(kinds[0]?.value ?? "model");
  const [isOut, setOut] = useState(false);
  if (kinds.length === 0) return <p className="text-ink-soft text-sm">Your organisation has registered no product yet.</p>;
  const maker = (name: string): string => (showMaker ? `${readable(name)}: ` : "");
  const modelName = (model: ModelView) => `${maker(model.maker.name)}${readable(model.name)}`;
  // A part reaches what contains it, so it can only be meant; what is not meant are the devices.
  const addAll = (items: Omit<ScopeItemView, "excluded">[]) =>
    onAdd(items.map((item) => ({ ...item, excluded: isOut && item.kind !== "component" })));
  const add = (item: Omit<ScopeItemView, "excluded">) => addAll([item]);
  const batchName = ({ model, lot, size }: BatchView) =>
    `${maker(model.maker.name)}${readable(model.name)}, lot ${lot} (${formatUnits(size, "unit")})`;
  return (
    <div className="flex flex-col gap-4 rounded-lg border border-dashed p-4">
      <Choice<Way> legend="Add" name="scope-kind" options={kinds} value={kind} onChange={setKind} className="sm:grid-cols-3" />
      {kind === "component" ? null : (
        <Checkbox checked={isOut} onChange={(event) => setOut(event.target.checked)}>
          These are not meant: take them out of everything else that is named
        </Checkbox>
      )}
      {kind === "model" ? (
        <Pick
          label="Model"
          options={products.map((model) => ({ value: model.id, label: modelName(model) }))}
          onAdd={(subject) => add({ kind, subject, first: 0, last: 0 })}
        />
      ) : kind === "component" ? (
        <Pick
          label="Batch of parts"
          options={components.map((batch) => ({ value: `${batch.id}`, label: batchName(batch) }))}
          onAdd={(subject) => add({ kind, subject, first: 0, last: 0 })}
        />
      ) : kind === "made" ? (
        <MadePick models={products} nameOf={modelName} onAdd={add} />
      ) : kind === "shipped" ? (
        <ShippedPick models={products} nameOf={modelName} onAdd={add} />
      ) : kind === "serials" ? (
        <SerialPick batches={devices} nameOf={batchName} room={room} onAdd={addAll} />
      ) : (
        <RangePick batches={devices} nameOf={batchName} onAdd={add} />
      )}
    </div>
  );
}

type PickProps = { label: string; options: { value: string; label: string }[]; onAdd(subject: string): void };

function Pick({ label, options, onAdd }: PickProps) {
  const [chosen, setChosen] = useState(options[0]?.value ?? "");
  return (
    <div className="flex flex-wrap items-end gap-3">
      <Field label={label} className="min-w-0 flex-1 basis-64">
        {(control) => (
          <Select {...control} value={chosen} onChange={(event) => setChosen(event.target.value)}>
            {options.map(({ value, label }) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <AddButton onClick={() => onAdd(chosen)} />
    </div>
  );
}
