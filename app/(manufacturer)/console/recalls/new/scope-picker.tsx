"use client";

import { CircleAlert, X } from "lucide-react";
import { Button } from "@/app/_components/ui/button.tsx";
import { MAX_SCOPE_ITEMS } from "@/lib/domain/scope.ts";
import type { ScopeItemView } from "@/lib/feed/wire.ts";
import { ScopeText } from "../../_components/scope-text.tsx";
import { ScopeAdder } from "./scope-adder.tsx";

type Props = {
  scope: ScopeItemView[];
  /** Entries that the recall has already. */
  before?: number;
  onChange(scope: ScopeItemView[]): void;
  problem: string | undefined;
};

const keyOf = ({ kind, excluded, subject, first, last }: ScopeItemView): string => `${kind}-${excluded}-${subject}-${first}-${last}`;

/** What is affected: entries are added one by one, and what they reach is counted beside the form at once. */
export function ScopePicker({ scope, before = 0, onChange, problem }: Props) {
  const add = (items: ScopeItemView[]) => {
    const known = new Set(scope.map(keyOf));
    onChange([...scope, ...items.filter((item) => !known.has(keyOf(item)))]);
  };
  return (
    <div className="flex flex-col gap-4">
      {scope.length > 0 ? (
        <ul className="divide-y rounded-md border bg-surface">
          {scope.map((item) => (
            <li key={keyOf(item)} className="flex items-center gap-3 py-1.5 pr-1.5 pl-3 text-sm">
              <span className="min-w-0 flex-1">
                <ScopeText item={item} />
              </span>
              <Button variant="quiet" size="icon" aria-label="Take out" onClick={() => onChange(scope.filter((other) => other !== item))}>
                <X aria-hidden />
              </Button>
            </li>
          ))}
        </ul>
      ) : null}
      <ScopeAdder room={MAX_SCOPE_ITEMS - before - scope.length} onAdd={add} />
      {problem ? (
        <p className="flex items-start gap-1.5 text-danger text-sm" role="alert" tabIndex={-1}>
          <CircleAlert className="mt-0.5 size-4 shrink-0" aria-hidden />
          {problem}
        </p>
      ) : null}
    </div>
  );
}
