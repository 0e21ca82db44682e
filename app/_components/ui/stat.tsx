import type { ReactNode } from "react";
import { cn } from "@/app/_lib/cn.ts";

/** Figures side by side, as a description list. */
export function Stats({ children, className }: { children: ReactNode; className?: string }) {
  return <dl className={cn("grid grid-cols-2 gap-x-6 gap-y-5 sm:grid-cols-4", className)}>{children}</dl>;
}

type Props = {
  label: string;
  /** The figure with its unit. */
  value: ReactNode;
  /** Denominator, date or source: a figure never stands alone. */
  note?: ReactNode;
};

export function Stat({ label, value, note }: Props) {
  return (
    <div className="flex flex-col">
      <dt className="eyebrow">{label}</dt>
      <dd className="mt-1 font-semibold text-2xl tracking-tight">{value}</dd>
      {note ? <dd className="mt-0.5 text-ink-soft text-sm leading-snug">{note}</dd> : null}
    </div>
  );
}
