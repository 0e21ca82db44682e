"use client";

import { Checkbox } from "@/app/_components/ui/choice.tsx";
import { Field } from "@/app/_components/ui/field.tsx";
import { Input, Select, Textarea } from "@/app/_components/ui/input.tsx";
import type { RemedyKind } from "@/lib/domain/notice-document.ts";
import type { FormProblems, RecallForm } from "../../_components/recall-form.ts";
import { OtherRemedy, REMEDIES } from "./other-remedy.tsx";
import { PictureFields } from "./picture-fields.tsx";
import { SaleFields } from "./sale-fields.tsx";

type Props = {
  form: RecallForm;
  problems: FormProblems;
  onChange(change: Partial<RecallForm>): void;
  /** A field was left: what is wrong with it may be said from now on. */
  onLeave(field: keyof RecallForm): void;
};

export type TextField = { [Name in keyof RecallForm]: RecallForm[Name] extends string ? Name : never }[keyof RecallForm];

/** The text that owners read. Plain words, first things first. */
export function NoticeFields({ form, problems, onChange, onLeave }: Props) {
  const bind = (name: TextField) => ({
    value: form[name],
    onChange: (event: { target: { value: string } }) => onChange({ [name]: event.target.value }),
    onBlur: () => onLeave(name),
  });
  return (
    <div className="flex flex-col gap-5">
      <Field label="Headline" hint="One sentence that an owner understands at a glance." error={problems.headline} required>
        {(control) => <Input {...control} {...bind("headline")} maxLength={200} />}
      </Field>
      <Field label="The hazard" hint="What can happen, and to whom. Do not play it down." error={problems.hazard} required>
        {(control) => <Textarea {...control} {...bind("hazard")} />}
      </Field>
      <Field label="What owners should do" hint="One step on each line, the most urgent first." error={problems.steps} required>
        {(control) => <Textarea {...control} {...bind("steps")} />}
      </Field>
      <div>
        <Checkbox checked={form.stopUse} onChange={(event) => onChange({ stopUse: event.target.checked })}>
          Stop using it until it is fixed
        </Checkbox>
        <Checkbox checked={form.isolateFromNetwork} onChange={(event) => onChange({ isolateFromNetwork: event.target.checked })}>
          Keep it off the internet until it is fixed
        </Checkbox>
      </div>
      <div className="grid gap-4 sm:grid-cols-[14rem_1fr]">
        <Field label="What you offer">
          {(control) => (
            <Select {...control} value={form.remedyKind} onChange={(event) => onChange({ remedyKind: event.target.value as RemedyKind })}>
              {Object.entries(REMEDIES).map(([kind, label]) => (
                <option key={kind} value={kind}>
                  {label}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <Field label="In words" error={problems.remedyText} required>
          {(control) => <Textarea {...control} {...bind("remedyText")} className="min-h-11 sm:min-h-10" rows={2} />}
        </Field>
      </div>
      <OtherRemedy form={form} problems={problems} onChange={onChange} bind={bind} />
      <fieldset className="grid gap-4 sm:grid-cols-2">
        <legend className="mb-3 font-medium text-sm">Contact for owners</legend>
        <Field label="Name" error={problems.contactName} required>
          {(control) => <Input {...control} {...bind("contactName")} autoComplete="organization" />}
        </Field>
        <Field label="Mail" error={problems.contactEmail}>
          {(control) => <Input {...control} {...bind("contactEmail")} type="email" autoComplete="email" />}
        </Field>
        <Field label="Phone" error={problems.contactPhone}>
          {(control) => <Input {...control} {...bind("contactPhone")} type="tel" autoComplete="tel" />}
        </Field>
        <Field label="Web page" error={problems.contactUrl}>
          {(control) => <Input {...control} {...bind("contactUrl")} type="url" placeholder="https://" autoComplete="url" />}
        </Field>
        <Checkbox checked={form.phoneIsFree} onChange={(event) => onChange({ phoneIsFree: event.target.checked })}>
          Calling costs nothing
        </Checkbox>
      </fieldset>
      <Checkbox checked={form.share} onChange={(event) => onChange({ share: event.target.checked })}>
        Ask readers to share the notice
      </Checkbox>
      <PictureFields pictures={form.pictures} problem={problems.pictures} onChange={(pictures) => onChange({ pictures })} />
      <SaleFields problems={problems} bind={bind} />
    </div>
  );
}
