import type { ReactNode } from "react";

/** What is known about a thing, in two columns where there is room. */
export function Facts({ children }: { children: ReactNode }) {
  return (
    <dl className="grid gap-px overflow-hidden rounded-lg border bg-line sm:grid-cols-2 sm:[&>*:last-child:nth-child(odd)]:col-span-2">
      {children}
    </dl>
  );
}

export function Fact({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div className="bg-surface px-4 py-3 sm:px-5">
      <dt className="eyebrow">{term}</dt>
      <dd className="mt-0.5 min-w-0 break-words">{children}</dd>
    </div>
  );
}
