import type { ComponentProps } from "react";
import { cn } from "@/app/_lib/cn.ts";

type TableProps = ComponentProps<"table"> & {
  /** Says what the rows are; read out before the table, and the name of its scrolling frame. */
  caption: string;
  /** The caption is shown as well. */
  showCaption?: boolean;
};

/** Scrolls sideways inside its own frame, which the keyboard can reach, so that the page never does; on a phone lines stay whole. */
export function Table({ caption, showCaption = false, className, children, ...props }: TableProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region has to be reachable without a pointer
    <section aria-label={caption} tabIndex={0} className="relative overflow-x-auto rounded-lg border bg-surface">
      <table className={cn("w-full border-collapse text-sm max-sm:whitespace-nowrap", className)} {...props}>
        <caption className={showCaption ? "px-4 py-3 text-left text-ink-soft" : "sr-only"}>{caption}</caption>
        {children}
      </table>
    </section>
  );
}

export function TableHead({ className, ...props }: ComponentProps<"thead">) {
  return <thead className={cn("border-b bg-sunken/60 text-left text-ink-soft text-xs", className)} {...props} />;
}

export function TableBody({ className, ...props }: ComponentProps<"tbody">) {
  return <tbody className={cn("divide-y", className)} {...props} />;
}

export function TableRow({ className, ...props }: ComponentProps<"tr">) {
  return <tr className={cn("align-top", className)} {...props} />;
}

type CellProps = { numeric?: boolean };

/** A column's heading; `scope="row"` for the cell that names its row. */
export function TableHeader({ className, numeric, scope = "col", ...props }: ComponentProps<"th"> & CellProps) {
  const look = scope === "row" ? "text-left font-medium text-ink" : "whitespace-nowrap font-medium";
  return <th scope={scope} className={cn("px-4 py-2.5", look, numeric && "text-right", className)} {...props} />;
}

export function TableCell({ className, numeric, ...props }: ComponentProps<"td"> & CellProps) {
  return <td className={cn("px-4 py-2.5", numeric && "whitespace-nowrap text-right", className)} {...props} />;
}
