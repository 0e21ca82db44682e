"use client";

import { Disclosure } from "@/app/_components/ui/disclosure.tsx";
import { Field } from "@/app/_components/ui/field.tsx";
import { Input, Textarea } from "@/app/_components/ui/input.tsx";
import type { FormProblems } from "../../_components/recall-form.ts";
import type { Bind } from "./other-remedy.tsx";

const FIELDS = [
  { name: "soldWhere", label: "Sold where" },
  { name: "soldWhen", label: "Sold when" },
  { name: "soldBy", label: "Sold by" },
  { name: "soldPrice", label: "Price" },
  { name: "units", label: "Number of units, in words" },
  { name: "madeBy", label: "Made by, and where" },
] as const;

/** What helps people recognise the product, and what some markets ask for. */
export const SaleFields = ({ problems, bind }: { problems: FormProblems; bind: Bind }) => (
  <Disclosure summary="Sale, number and incidents">
    <div className="grid gap-4 sm:grid-cols-2">
      {FIELDS.map(({ name, label }) => (
        <Field key={name} label={label} error={problems[name]}>
          {(control) => <Input {...control} {...bind(name)} />}
        </Field>
      ))}
      <Field label="Known incidents and injuries" error={problems.incidents} className="sm:col-span-2">
        {(control) => <Textarea {...control} {...bind("incidents")} rows={2} />}
      </Field>
    </div>
  </Disclosure>
);
