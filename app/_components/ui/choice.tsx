import type { ComponentProps, ReactNode } from "react";
import { cn } from "@/app/_lib/cn.ts";

type Option<Value extends string> = { value: Value; label: string; note?: ReactNode };

type Props<Value extends string> = {
  legend: string;
  name: string;
  options: readonly Option<Value>[];
  value: Value;
  onChange(value: Value): void;
  className?: string;
};

/** One of a few, with what each means beside it. The browser's own radio buttons: arrows and readers know them. */
export function Choice<Value extends string>({ legend, name, options, value, onChange, className }: Props<Value>) {
  return (
    <fieldset>
      <legend className="mb-1.5 font-medium text-sm">{legend}</legend>
      <div className={cn("grid gap-2", className)}>
        {options.map((option) => (
          <label
            key={option.value}
            className="flex min-h-11 cursor-pointer items-start gap-3 rounded-md border border-line-strong bg-surface px-3 py-2.5 text-sm hover:bg-sunken/60 has-checked:border-accent has-checked:bg-accent-wash has-focus-visible:outline-2 has-focus-visible:outline-accent has-focus-visible:outline-offset-2"
          >
            <input
              type="radio"
              name={name}
              value={option.value}
              checked={option.value === value}
              onChange={() => onChange(option.value)}
              className="mt-0.5 size-4 shrink-0 accent-accent"
            />
            <span className="leading-snug">
              <span className="block font-medium">{option.label}</span>
              {option.note ? <span className="mt-0.5 block text-ink-soft">{option.note}</span> : null}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

/** A statement that is true or not. */
export function Checkbox({ children, className, ...props }: Omit<ComponentProps<"input">, "type">) {
  return (
    <label className={cn("flex min-h-10 cursor-pointer items-center gap-3 text-sm", className)}>
      <input type="checkbox" className="size-4 shrink-0 accent-accent" {...props} />
      <span className="leading-snug">{children}</span>
    </label>
  );
}
