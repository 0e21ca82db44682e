import { CircleAlert } from "lucide-react";
import { type ReactNode, useId } from "react";
import { cn } from "@/app/_lib/cn.ts";

/** What a control needs to be tied to its label, hint and complaint. */
export type FieldControl = { id: string; "aria-describedby"?: string; "aria-invalid"?: true; required?: boolean };

type Props = {
  label: string;
  hint?: ReactNode;
  /** One sentence on what is wrong with what was typed. */
  error?: string | null;
  required?: boolean;
  /** Not every form has room for a visible label; it is always there to be read out. */
  hideLabel?: boolean;
  className?: string;
  children: (control: FieldControl) => ReactNode;
};

/** Label, hint, control and complaint, in that order: `<Field label="Serial">{(control) => <Input {...control} />}</Field>`. */
export function Field({ label, hint, error, required, hideLabel = false, className, children }: Props) {
  const id = useId();
  const describedBy = [hint ? `${id}-hint` : "", error ? `${id}-error` : ""].filter(Boolean).join(" ");
  return (
    <div className={cn("flex flex-col gap-1.5", className)}>
      <label htmlFor={id} className={hideLabel ? "sr-only" : "font-medium text-sm"}>
        {label}
      </label>
      {hint ? (
        <p id={`${id}-hint`} className="text-ink-soft text-sm leading-snug">
          {hint}
        </p>
      ) : null}
      {children({ id, "aria-describedby": describedBy || undefined, "aria-invalid": error ? true : undefined, required })}
      {error ? (
        <p id={`${id}-error`} className="flex items-start gap-1.5 text-danger text-sm leading-snug">
          <CircleAlert className="mt-0.5 size-4 shrink-0" aria-hidden />
          {error}
        </p>
      ) : null}
    </div>
  );
}
