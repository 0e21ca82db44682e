"use client";

import { Checkbox } from "@/app/_components/ui/choice.tsx";
import { Field } from "@/app/_components/ui/field.tsx";
import { Input, Textarea } from "@/app/_components/ui/input.tsx";
import type { DeclarationDraft } from "@/lib/domain/declaration-draft.ts";
import { at, type FormField } from "./declaration-form.ts";

export type FormProps = {
  draft: DeclarationDraft;
  problems: Partial<Record<string, string>>;
  onSay(path: string, value: unknown): void;
  /** A field was left: what is wrong with it may be said from now on. */
  onLeave(path: string): void;
};

const INPUT_TYPES = { line: "text", mail: "email", link: "url", day: "date", number: "number" } as const;

/** Fields that are filled in word by word. Long texts take the whole width. */
export const WordFields = ({ fields, ...form }: FormProps & { fields: readonly FormField[] }) => (
  <div className="grid gap-5 sm:grid-cols-2">
    {fields.map((field) => (
      <WordField key={field.path} field={field} {...form} />
    ))}
  </div>
);

function WordField({ field, draft, problems, onSay, onLeave }: FormProps & { field: FormField }) {
  const { path, label, hint, as, required } = field;
  const value = at(draft, path);
  if (as === "truth")
    return (
      <Checkbox checked={value === true} onChange={(event) => onSay(path, event.target.checked)} className="sm:col-span-2">
        {label}
      </Checkbox>
    );
  const said = typeof value === "string" || typeof value === "number" ? value : "";
  const say = (text: string): void => onSay(path, as === "number" && text !== "" ? Number(text) : text);
  const bound = { value: said, onChange: (event: { target: { value: string } }) => say(event.target.value), onBlur: () => onLeave(path) };
  return (
    <Field label={label} hint={hint} error={problems[path]} required={required} className={as === "text" ? "sm:col-span-2" : undefined}>
      {(control) =>
        as === "text" ? (
          <Textarea {...control} {...bound} className="min-h-20" />
        ) : (
          <Input {...control} {...bound} type={INPUT_TYPES[as]} placeholder={as === "link" ? "https://" : undefined} autoComplete="off" />
        )
      }
    </Field>
  );
}
