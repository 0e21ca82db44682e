import type { ReactNode } from "react";
import { cn } from "@/app/_lib/cn.ts";

/** A few things known of what a card is about; small, under its title. */
export const FactList = ({ className, children }: { className?: string; children: ReactNode }) => (
  <dl className={cn("mt-4 grid grid-cols-2 gap-x-6 gap-y-3 text-sm", className)}>{children}</dl>
);

export const Fact = ({ term, children }: { term: string; children: ReactNode }) => (
  <div className="min-w-0">
    <dt className="text-ink-soft">{term}</dt>
    <dd className="mt-0.5">{children}</dd>
  </div>
);
