"use client";

import { VersionChanges } from "@/app/_components/version-changes.tsx";
import type { VersionDifference } from "@/lib/domain/version-difference.ts";
import type { ScopeItemView } from "@/lib/feed/wire.ts";
import { ScopeText } from "../../../_components/scope-text.tsx";

type Props = { version: number; difference: VersionDifference<ScopeItemView>; isSame: boolean };

/** What readers of the version that stands will find changed. */
export function AmendChanges({ version, difference, isSame }: Props) {
  const added = [...difference.added, ...difference.excluded];
  return (
    <section aria-labelledby="difference" className="rounded-lg border bg-surface p-4 sm:p-5">
      <h2 id="difference" className="mb-4 font-semibold text-xl tracking-tight">
        What version {version} changes
      </h2>
      {added.length > 0 ? (
        <ul className="mb-4 list-disc space-y-1 pl-5">
          {added.map((item) => (
            <li key={`${item.kind}-${item.excluded}-${item.subject}-${item.first}`}>
              <ScopeText item={item} />
            </li>
          ))}
        </ul>
      ) : null}
      {isSame ? <p className="text-ink-soft">Nothing yet.</p> : <VersionChanges difference={difference} />}
    </section>
  );
}
