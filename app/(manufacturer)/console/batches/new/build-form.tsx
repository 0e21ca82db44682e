"use client";

import { type FormEvent, useEffect, useRef, useState } from "react";
import type { BuildStart, KeptOrder } from "@/app/_batch/kept.ts";
import { Button } from "@/app/_components/ui/button.tsx";
import { Disclosure } from "@/app/_components/ui/disclosure.tsx";
import { DropZone } from "@/app/_components/ui/drop-zone.tsx";
import { Field } from "@/app/_components/ui/field.tsx";
import { Input, Select } from "@/app/_components/ui/input.tsx";
import { formatBytes } from "@/app/_lib/format.ts";
import { readable } from "@/app/_lib/words.ts";
import type { BatchView, ModelView } from "@/lib/feed/wire.ts";
import { useConsole } from "../../_components/console-context.ts";
import { type BatchForm, emptyForm, formOf, orderFields, orderOf, problemsOf } from "./batch-form.ts";
import { ColumnFields } from "./component-fields.tsx";
import { OrderFields, useDeclaredOrder } from "./order-fields.tsx";
import { type ChosenSeed, SeedField } from "./seed-field.tsx";

type Props = {
  models: ModelView[];
  batches: BatchView[] | undefined;
  /** What a build left that did not end. */
  unfinished: KeptOrder | null;
  /** What was refused: the list is corrected, the rest need not be typed again. */
  refused: BuildStart | null;
  linkBase: string;
  onStart(start: BuildStart): void;
};

const modelOf = (models: ModelView[], { order }: KeptOrder): string => models.find(({ gtin }) => gtin === order.gtin)?.id ?? "";
const today = (): string => new Date().toISOString().slice(0, 10);

/** Which units, of which model, in which order, under which seed. */
export function BuildForm({ models, batches, unfinished, refused, linkBase, onStart }: Props) {
  const { organization } = useConsole();
  const before = unfinished ?? refused?.kept;
  const [form, setForm] = useState<BatchForm>(() => {
    if (before) return formOf(modelOf(models, before), before.order);
    return { ...emptyForm(today()), model: models.length === 1 ? (models[0]?.id ?? "") : "" };
  });
  const [file, setFile] = useState<File | null>(null);
  const [seed, setSeed] = useState<ChosenSeed | null>(refused ? { name: "The same seed as before", seed: refused.seed } : null);
  const [isJudged, setJudged] = useState(false);
  const sheet = useRef<HTMLFormElement>(null);
  const change = (part: Partial<BatchForm>) => setForm((form) => ({ ...form, ...part }));

  const declared = useDeclaredOrder(batches, form.model).data;
  useEffect(() => {
    // A build that goes on keeps the order that it began with.
    if (declared && !before) setForm((form) => ({ ...form, ...orderFields(declared.order) }));
  }, [declared, before]);

  const problems = problemsOf(form);
  const shown = isJudged ? problems : {};
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setJudged(true);
    const model = models.find(({ id }) => id === form.model);
    if (!model || !file || !seed || Object.keys(problems).length > 0) {
      requestAnimationFrame(() => sheet.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus());
      return;
    }
    const order = orderOf(form, model, linkBase);
    const kept = { orgId: organization.id, modelName: model.name, list: { name: file.name, bytes: file.size }, order };
    onStart({ kept, seed: seed.seed, file });
  };

  return (
    <form ref={sheet} onSubmit={submit} noValidate className="flex max-w-2xl flex-col gap-6">
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label="Model" error={shown.model} required>
          {(control) => (
            <Select {...control} value={form.model} onChange={(event) => change({ model: event.target.value })}>
              <option value="">Choose</option>
              {models.map(({ id, name, gtin }) => (
                <option key={id} value={id}>
                  {readable(name)}, {gtin}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <Field label="Lot" error={shown.lot} required>
          {(control) => (
            <Input {...control} value={form.lot} onChange={(event) => change({ lot: event.target.value })} autoComplete="off" />
          )}
        </Field>
        <Field label="First day of production" error={shown.madeFrom} required>
          {(control) => (
            <Input {...control} type="date" value={form.madeFrom} onChange={(event) => change({ madeFrom: event.target.value })} />
          )}
        </Field>
        <Field label="Last day" error={shown.madeTo} required>
          {(control) => <Input {...control} type="date" value={form.madeTo} onChange={(event) => change({ madeTo: event.target.value })} />}
        </Field>
      </div>
      <Field
        label="List of units"
        hint="CSV or TSV in UTF-8, one row a unit, with a heading; at least the column serial. It is read on this computer; building sends nothing."
        error={isJudged && !file ? "Choose the list of units." : null}
        required
      >
        {(control) => (
          <DropZone
            control={control}
            prompt="Drop the list here, or choose it"
            accept=".csv,.tsv,.txt,text/csv,text/tab-separated-values"
            chosen={file ? `${file.name}, ${formatBytes(file.size)}` : null}
            onFile={setFile}
          />
        )}
      </Field>
      <OrderFields form={form} problems={shown} declaredBy={declared && !before ? declared.lot : null} onChange={change} />
      <Disclosure summary="Other columns of the list" open={Boolean(form.ignored || form.components.length || shown.components)}>
        <ColumnFields form={form} problems={shown} onChange={change} />
      </Disclosure>
      <SeedField chosen={seed} onChange={setSeed} problem={isJudged && !seed ? "Choose your seed file, or make a new one." : null} />
      <Button type="submit" size="lg" className="self-start">
        {unfinished ? "Go on building" : "Build the batch"}
      </Button>
    </form>
  );
}
