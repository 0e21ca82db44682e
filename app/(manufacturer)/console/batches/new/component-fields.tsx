"use client";

import { Plus, X } from "lucide-react";
import { Button } from "@/app/_components/ui/button.tsx";
import { Field } from "@/app/_components/ui/field.tsx";
import { Input } from "@/app/_components/ui/input.tsx";
import type { BatchForm, FormProblems } from "./batch-form.ts";

type Props = { form: BatchForm; problems: FormProblems; onChange(part: Partial<BatchForm>): void };

/** What the columns besides serial, device_signer, gtin and lot mean. */
export function ColumnFields({ form, problems, onChange }: Props) {
  const { components } = form;
  const change = (at: number, part: Partial<BatchForm["components"][number]>) =>
    onChange({ components: components.map((one, i) => (i === at ? { ...one, ...part } : one)) });
  return (
    <div className="flex flex-col gap-4">
      <p className="text-ink-soft text-sm leading-relaxed">
        The columns <code className="font-mono">serial</code>, <code className="font-mono">device_signer</code> (the key of a device that
        can sign), <code className="font-mono">gtin</code> and <code className="font-mono">lot</code> are known. Any other has to be named
        here, so that a misspelt name loses no data.
      </p>
      <Field label="Columns to leave out" hint="Their names, separated by commas.">
        {(control) => (
          <Input {...control} value={form.ignored} onChange={(event) => onChange({ ignored: event.target.value })} autoComplete="off" />
        )}
      </Field>
      <fieldset className="flex flex-col gap-3">
        <legend className="mb-3 font-medium text-sm">Columns that name the lot of a component in each unit</legend>
        {components.map(({ column, gtin }, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a row has no other name
          <div key={i} className="flex items-end gap-3">
            <Field label="Column" className="flex-1">
              {(control) => <Input {...control} value={column} onChange={(event) => change(i, { column: event.target.value })} />}
            </Field>
            <Field label="GTIN of the component" className="flex-1">
              {(control) => (
                <Input {...control} inputMode="numeric" value={gtin} onChange={(event) => change(i, { gtin: event.target.value })} />
              )}
            </Field>
            <Button
              variant="quiet"
              size="icon"
              aria-label={`Remove component ${i + 1}`}
              onClick={() => onChange({ components: components.filter((_, at) => at !== i) })}
            >
              <X aria-hidden />
            </Button>
          </div>
        ))}
        {problems.components ? (
          <p className="text-danger text-sm" role="alert">
            {problems.components}
          </p>
        ) : null}
        <Button
          variant="secondary"
          size="sm"
          className="self-start"
          onClick={() => onChange({ components: [...components, { column: "", gtin: "" }] })}
        >
          <Plus aria-hidden />
          Add a component
        </Button>
      </fieldset>
    </div>
  );
}
