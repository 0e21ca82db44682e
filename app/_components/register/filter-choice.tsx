import { Field } from "@/app/_components/ui/field.tsx";
import { Select } from "@/app/_components/ui/input.tsx";

type Props = {
  label: string;
  name: string;
  value: string | undefined;
  options: Record<string, string>;
  /** What it means to choose nothing. */
  none?: string;
};

/** One filter of a list, in a form that is a plain GET. */
export function Choice({ label, name, value, options, none = "All" }: Props) {
  return (
    // A new key when the address changes: the browser keeps what was chosen before otherwise.
    <Field label={label} className="min-w-0" key={value}>
      {(control) => (
        <Select {...control} name={name} defaultValue={value ?? ""}>
          <option value="">{none}</option>
          {Object.entries(options).map(([option, word]) => (
            <option key={option} value={option}>
              {word}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
}
