"use client";

import { Field } from "@/app/_components/ui/field.tsx";
import { Select } from "@/app/_components/ui/input.tsx";
import { useModels, usePreview } from "@/app/_hooks/use-feed.ts";
import { affectedBrands } from "@/app/_lib/affected.ts";
import { readable } from "@/app/_lib/words.ts";
import { useConsole } from "../../_components/console-context.ts";
import type { RecallForm } from "../../_components/recall-form.ts";

type Props = { form: RecallForm; onChange(change: Partial<RecallForm>): void };

/** The releases that fix the issuer's own models, where they exist already. Other makers bring theirs later. */
export function FixFields({ form, onChange }: Props) {
  const { organization } = useConsole();
  const preview = usePreview(form.scope);
  const models = useModels(organization.id);
  const own = affectedBrands(preview.data?.affected ?? []).find(({ maker }) => maker.id === organization.id)?.models ?? [];
  if (own.length === 0)
    return (
      <p className="text-ink-soft text-sm leading-relaxed">
        None of your own devices is affected so far. The makers of the affected devices name the release that fixes each; they see this
        recall in their console.
      </p>
    );
  const choose = (model: string, sequence: number) => {
    const { [model]: _, ...others } = form.fixes;
    onChange({ fixes: sequence === 0 ? others : { ...others, [model]: sequence } });
  };
  return (
    <div className="flex flex-col gap-4">
      {own.map((model) => (
        <Field key={model.id} label={readable(model.name)}>
          {(control) => (
            <Select {...control} value={form.fixes[model.id] ?? 0} onChange={(event) => choose(model.id, Number(event.target.value))}>
              <option value={0}>No fix yet</option>
              {models.data
                ?.find(({ id }) => id === model.id)
                ?.releases.filter(({ revoked }) => revoked === null)
                .toSorted((a, b) => b.sequence - a.sequence)
                .map(({ sequence, version }) => (
                  <option key={sequence} value={sequence}>
                    Fixed from {version} on
                  </option>
                ))}
            </Select>
          )}
        </Field>
      ))}
    </div>
  );
}
