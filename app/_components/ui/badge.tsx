import { cva, type VariantProps } from "class-variance-authority";
import type { ComponentProps } from "react";
import { cn } from "@/app/_lib/cn.ts";

const badgeVariants = cva(
  "inline-flex w-fit items-center gap-1 whitespace-nowrap rounded-sm px-1.5 py-0.5 font-medium text-xs [&_svg]:size-3.5 [&_svg]:shrink-0",
  {
    variants: {
      tone: {
        neutral: "bg-sunken text-ink-soft",
        outline: "border border-line-strong text-ink-soft",
        accent: "bg-accent-wash text-accent",
        affected: "bg-affected-wash text-affected",
        checking: "bg-checking-wash text-checking",
        fixed: "bg-fixed-wash text-fixed",
        clear: "bg-clear-wash text-clear",
        unknown: "bg-unknown-wash text-unknown",
      },
    },
    defaultVariants: { tone: "neutral" },
  },
);

export type Tone = NonNullable<VariantProps<typeof badgeVariants>["tone"]>;

/** A word about a thing: kind, measure, severity. For the state of a unit use `StateBadge`. */
export function Badge({ className, tone, ...props }: ComponentProps<"span"> & { tone?: Tone }) {
  return <span className={cn(badgeVariants({ tone }), className)} {...props} />;
}
