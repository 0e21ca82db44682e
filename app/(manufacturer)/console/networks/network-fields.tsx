import { Field } from "@/app/_components/ui/field.tsx";
import { Input, Select } from "@/app/_components/ui/input.tsx";
import { type Asn, parseAsn } from "@/lib/domain/ids.ts";

/** The network that a text names; null when it names none. */
export function networkIn(text: string): Asn | null {
  try {
    return parseAsn(text.trim());
  } catch {
    return null;
  }
}

type NetworkFieldProps = { value: string; onChange(text: string): void; isJudged: boolean; disabled: boolean };

export const NetworkField = ({ value, onChange, isJudged, disabled }: NetworkFieldProps) => (
  <Field
    label="Network"
    hint="Its number, as AS64500."
    error={isJudged && networkIn(value) === null ? "Enter the number of an autonomous system." : null}
    required
  >
    {(control) => (
      <Input
        {...control}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        disabled={disabled}
        autoComplete="off"
        className="font-mono"
      />
    )}
  </Field>
);

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
