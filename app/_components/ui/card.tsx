import type { ComponentProps } from "react";
import { cn } from "@/app/_lib/cn.ts";

export function Card({ className, ...props }: ComponentProps<"div">) {
  return <div className={cn("rounded-lg border bg-surface p-4 sm:p-6", className)} {...props} />;
}

export function CardTitle({ className, children, ...props }: ComponentProps<"h2">) {
  return (
    <h2 className={cn("font-semibold text-lg tracking-tight", className)} {...props}>
      {children}
    </h2>
  );
}

export function CardText({ className, ...props }: ComponentProps<"p">) {
  return <p className={cn("mt-1 text-ink-soft text-sm leading-relaxed", className)} {...props} />;
}
