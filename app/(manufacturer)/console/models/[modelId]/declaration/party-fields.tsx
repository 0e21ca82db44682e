"use client";

import { Plus } from "lucide-react";
import { Button } from "@/app/_components/ui/button.tsx";
import { Checkbox } from "@/app/_components/ui/choice.tsx";
import { Field } from "@/app/_components/ui/field.tsx";
import { Input, Select, Textarea } from "@/app/_components/ui/input.tsx";
import { MOST_REPRESENTATIVES } from "./declaration-form.ts";
import type { FormProps } from "./word-fields.tsx";

/** Who stands in for the maker where it has no seat. */
export function Representatives({ draft: { representatives }, problems, onSay, onLeave }: FormProps) {
  const set = (place: number, part: object): void =>
    onSay(
      "representatives",
      representatives.map((one, index) => (index === place ? { ...one, ...part } : one)),
    );
  return (
    <div className="mt-5 flex flex-col gap-5">
      {representatives.map((one, place) => {
        const field = (name: "market" | "name" | "address") => ({
          value: one[name],
          onChange: (event: { target: { value: string } }) => set(place, { [name]: event.target.value }),
          onBlur: () => onLeave(`representatives.${place}.${name}`),
        });
        const problem = (name: string) => problems[`representatives.${place}.${name}`];
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: they have no other identity, and are only added and removed
          <fieldset key={place} className="grid gap-4 rounded-lg border p-4 sm:grid-cols-2">
            <legend className="px-1 font-medium text-sm">Representative {place + 1}</legend>
            <Field label="For which country or market" error={problem("market")} required>
              {(control) => <Input {...control} {...field("market")} />}
            </Field>
            <Field label="Name" error={problem("name")} required>
              {(control) => <Input {...control} {...field("name")} />}
            </Field>
            <Field label="Postal address" error={problem("address")} required className="sm:col-span-2">
              {(control) => <Textarea {...control} {...field("address")} className="min-h-16" />}
            </Field>
            <Button
              variant="secondary"
              size="sm"
              className="justify-self-start"
              onClick={() =>
                onSay(
                  "representatives",
                  representatives.filter((_, index) => index !== place),
                )
              }
            >
              Remove<span className="sr-only"> representative {place + 1}</span>
            </Button>
          </fieldset>
        );
      })}
      {representatives.length < MOST_REPRESENTATIVES ? (
        <Button
          variant="secondary"
          size="sm"
          className="self-start"
          onClick={() => onSay("representatives", [...representatives, { market: "", name: "", address: "" }])}
        >
          <Plus aria-hidden />
          Add a representative
        </Button>
      ) : null}
    </div>
  );
}

/** What the maker states under the law of the United Kingdom, where it states something. */
export function KingdomFields({ draft: { unitedKingdom }, problems, onSay, onLeave }: FormProps) {
  return (
    <div className="flex flex-col gap-4">
      <Checkbox
        checked={unitedKingdom !== undefined}
        onChange={(event) => onSay("unitedKingdom", event.target.checked ? { basis: "schedule-1", batches: "" } : undefined)}
      >
        It is a statement for the United Kingdom too.
      </Checkbox>
      {unitedKingdom ? (
        <div className="grid gap-5 sm:grid-cols-2">
          <Field label="It complies with" hint="Of SI 2023/1007.">
            {(control) => (
              <Select {...control} value={unitedKingdom.basis} onChange={(event) => onSay("unitedKingdom.basis", event.target.value)}>
                <option value="schedule-1">the requirements of Schedule 1</option>
                <option value="schedule-2">the conditions of Schedule 2</option>
              </Select>
            )}
          </Field>
          <Field label="Batches it is about" hint="For example all." error={problems["unitedKingdom.batches"]} required>
            {(control) => (
              <Input
                {...control}
                value={unitedKingdom.batches}
                onChange={(event) => onSay("unitedKingdom.batches", event.target.value)}
                onBlur={() => onLeave("unitedKingdom.batches")}
              />
            )}
          </Field>
        </div>
      ) : null}
    </div>
  );
}
