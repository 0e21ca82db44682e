import { Field } from "@/app/_components/ui/field.tsx";
import { Select } from "@/app/_components/ui/input.tsx";
import type { TestMethod } from "@/lib/domain/kinds.ts";

/** How it was tested. */
export const METHOD_WORDS: Record<TestMethod, string> = {
  client: "by clients in the network",
  forwarder: "by forwarders of name requests",
  loop: "by routing loops",
  traffic: "in traffic at an exchange",
};

type KindFieldProps<Value extends string> = {
  label: string;
  options: readonly (readonly [NoInfer<Value>, string])[];
  value: Value;
  onChange(value: NoInfer<Value>): void;
  disabled: boolean;
};

export const KindField = <Value extends string>({ label, options, value, onChange, disabled }: KindFieldProps<Value>) => (
  <Field label={label}>
    {(control) => (
      <Select {...control} value={value} onChange={(event) => onChange(event.target.value as Value)} disabled={disabled}>
        {options.map(([option, words]) => (
          <option key={option} value={option}>
            {words}
          </option>
        ))}
      </Select>
    )}
  </Field>
);
