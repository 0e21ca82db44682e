"use client";

import { Field } from "@/app/_components/ui/field.tsx";
import { Select, Textarea } from "@/app/_components/ui/input.tsx";
import type { RemedyKind } from "@/lib/domain/notice-document.ts";
import type { FormProblems, RecallForm } from "../../_components/recall-form.ts";
import type { TextField } from "./notice-fields.tsx";

export const REMEDIES: Record<RemedyKind, string> = {
  update: "An update",
  repair: "A repair",
  replacement: "A replacement",
  refund: "A refund",
  workaround: "A workaround until there is more",
  none: "Nothing yet",
};

/** What ties a text of the form to its field. */
export type Bind = (name: TextField) => {
  value: string;
  onChange(event: { target: { value: string } }): void;
  onBlur(): void;
};

type Props = { form: RecallForm; problems: FormProblems; onChange(change: Partial<RecallForm>): void; bind: Bind };

/** Owners of a recalled product have a choice of two remedies, unless there is a reason for one. */
export const OtherRemedy = ({ form, problems, onChange, bind }: Props) => (
  <div className="grid gap-4 sm:grid-cols-[14rem_1fr]">
    <Field label="Or, as they choose">
      {(control) => (
        <Select
          {...control}
          value={form.otherKind}
          onChange={(event) => onChange({ otherKind: event.target.value as RecallForm["otherKind"] })}
        >
          <option value="">Nothing else</option>
          {Object.entries(REMEDIES).map(([kind, label]) => (
            <option key={kind} value={kind}>
              {label}
            </option>
          ))}
        </Select>
      )}
    </Field>
    {form.otherKind === "" ? (
      <Field label="Why there is no choice" error={problems.onlyRemedy}>
        {(control) => <Textarea {...control} {...bind("onlyRemedy")} className="min-h-11 sm:min-h-10" rows={2} />}
      </Field>
    ) : (
      <Field label="The other remedy in words" error={problems.otherText} required>
        {(control) => <Textarea {...control} {...bind("otherText")} className="min-h-11 sm:min-h-10" rows={2} />}
      </Field>
    )}
  </div>
);
