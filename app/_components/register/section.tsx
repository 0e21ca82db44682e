import type { ReactNode } from "react";
import { cn } from "@/app/_lib/cn.ts";

type Props = { id: string; title: string; lead?: ReactNode; className?: string; children: ReactNode };

/** A part of a page that can be linked to. */
export function Section({ id, title, lead, className, children }: Props) {
  return (
    <section id={id} aria-labelledby={`${id}-title`} className={cn("mt-12 sm:mt-14", className)}>
      <h2 id={`${id}-title`} className="font-semibold text-xl tracking-tight sm:text-2xl">
        {title}
      </h2>
      {lead ? <p className="mt-1.5 max-w-3xl text-ink-soft leading-relaxed">{lead}</p> : null}
      <div className="mt-5">{children}</div>
    </section>
  );
}
