"use client";

import { type ReactNode, useId } from "react";

type Props = { /** Left out where it is the only one. */ number?: number | undefined; title: string; children: ReactNode };

/** One of the steps that a visitor goes through with a device. */
export function NumberedStep({ number, title, children }: Props) {
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <h2 id={id} className="mb-4 font-semibold text-xl tracking-tight">
        {number ? `${number}. ${title}` : title}
      </h2>
      {children}
    </section>
  );
}
