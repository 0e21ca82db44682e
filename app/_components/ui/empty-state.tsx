import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";

type Props = { icon: LucideIcon; title: string; children?: ReactNode; action?: ReactNode };

/** Nothing is here, why that is, and what to do next. */
export function EmptyState({ icon: Icon, title, children, action }: Props) {
  return (
    <div className="flex flex-col items-center rounded-lg border border-dashed border-line-strong/60 px-6 py-12 text-center">
      <Icon className="size-7 text-ink-soft" strokeWidth={1.5} aria-hidden />
      <p className="mt-3 font-semibold">{title}</p>
      {children ? <div className="mt-1 max-w-prose text-ink-soft text-sm leading-relaxed">{children}</div> : null}
      {action ? <div className="mt-5">{action}</div> : null}
    </div>
  );
}
