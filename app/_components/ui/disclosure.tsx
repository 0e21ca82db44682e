import { ChevronRight } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "@/app/_lib/cn.ts";

type Props = { summary: ReactNode; children: ReactNode; className?: string; open?: boolean };

/** Detail for those who ask. The browser's own element: works without JavaScript, found by search in the page. */
export function Disclosure({ summary, children, className, open }: Props) {
  return (
    <details open={open} className={cn("group", className)}>
      <summary className="inline-flex list-none items-center gap-1.5 rounded-sm font-medium text-accent text-sm hover:text-accent-hover [&::-webkit-details-marker]:hidden">
        <ChevronRight className="size-4 transition-transform group-open:rotate-90" aria-hidden />
        {summary}
      </summary>
      <div className="mt-3">{children}</div>
    </details>
  );
}

/** Digests, transactions and addresses: what somebody needs who does not take our word for it. */
export function Verify({ children, label = "Verify" }: { children: ReactNode; label?: string }) {
  return (
    <Disclosure summary={label}>
      <dl className="grid gap-x-6 gap-y-2 text-sm sm:grid-cols-[max-content_1fr]">{children}</dl>
    </Disclosure>
  );
}

export function VerifyItem({ term, children }: { term: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-ink-soft">{term}</dt>
      <dd className="mb-2 min-w-0 break-words sm:mb-0">{children}</dd>
    </>
  );
}
