"use client";

import { Check, Copy as CopyIcon } from "lucide-react";
import { useEffect, useState } from "react";
import { cn } from "@/app/_lib/cn.ts";
import { shorten } from "@/app/_lib/format.ts";

type Props = {
  /** The whole value; this is what is copied. */
  value: string;
  /** What it is, for the button's name: "address", "digest". */
  what: string;
  /** Shown instead of the shortened value, for example a name. */
  label?: string;
  /** Characters kept at each end. */
  ends?: number;
  className?: string;
};

/** A long value shortened to what an eye can compare, with a button that copies all of it. */
export function Copy({ value, what, label, ends = 4, className }: Props) {
  const [copied, setCopied] = useState(false);

  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 2_000);
    return () => clearTimeout(timer);
  }, [copied]);

  const copy = () =>
    navigator.clipboard.writeText(value).then(
      () => setCopied(true),
      () => setCopied(false),
    );

  return (
    <span className={cn("inline-flex items-center gap-1 align-middle", className)}>
      <span title={value} className={label ? undefined : "font-mono text-[0.9em]"}>
        {label ?? shorten(value, ends)}
      </span>
      <button
        type="button"
        onClick={copy}
        aria-label={copied ? "Copied" : `Copy ${what}`}
        className="-my-1 rounded-sm p-1 text-ink-soft hover:bg-sunken hover:text-ink noscript:hidden print:hidden"
      >
        {copied ? <Check className="size-3.5 text-fixed" aria-hidden /> : <CopyIcon className="size-3.5" aria-hidden />}
      </button>
    </span>
  );
}
