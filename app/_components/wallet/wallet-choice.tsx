import { ChevronRight, LoaderCircle } from "lucide-react";
import type { ReactNode } from "react";

export function WalletGroup({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h3 className="eyebrow mb-2">{title}</h3>
      {children}
    </section>
  );
}

/** One wallet to choose. `busy` while it asks its owner. */
export function WalletChoice({ onChoose, busy = false, children }: { onChoose(): void; busy?: boolean; children: ReactNode }) {
  const Mark = busy ? LoaderCircle : ChevronRight;
  return (
    <button
      type="button"
      onClick={onChoose}
      className="flex h-full min-h-12 w-full items-center gap-3 rounded-md border px-3 py-2 text-left hover:border-line-strong hover:bg-sunken"
    >
      {children}
      <Mark className={`ml-auto size-4 shrink-0 text-ink-soft ${busy ? "animate-spin" : ""}`} aria-hidden />
      {busy ? <span className="sr-only">Waiting for the wallet</span> : null}
    </button>
  );
}
