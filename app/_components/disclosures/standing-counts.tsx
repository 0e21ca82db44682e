import { AppLink } from "@/app/_components/app-link.tsx";
import { STANDING_WORDS } from "@/app/_lib/disclosure-words.ts";
import { formatCount } from "@/app/_lib/format.ts";
import { listAddress } from "@/app/_lib/recall-query.ts";
import { STANDINGS, type Standing } from "@/lib/domain/disclosure.ts";
import type { StandingCounts } from "@/lib/feed/wire/disclosures.ts";

type Props = { counts: StandingCounts; path: string; query: Record<string, string | undefined>; chosen: Standing | undefined };

/** How many there are of each standing, each leading to those alone. */
export function StandingCountLinks({ counts, path, query, chosen }: Props) {
  const all = STANDINGS.reduce((sum, standing) => sum + counts[standing], 0);
  return (
    <nav aria-label="By standing" className="flex flex-wrap gap-x-1 gap-y-1 text-sm">
      {[undefined, ...STANDINGS].map((standing) => (
        <AppLink
          key={standing ?? "all"}
          href={listAddress(path, { ...query, standing })}
          aria-current={standing === chosen ? "true" : undefined}
          className="inline-flex min-h-9 items-center rounded-md border border-transparent px-3 py-1.5 hover:bg-sunken aria-[current]:border-line-strong aria-[current]:bg-surface aria-[current]:font-medium"
        >
          {standing ? STANDING_WORDS[standing].word : "All"}: {formatCount(standing ? counts[standing] : all)}
        </AppLink>
      ))}
    </nav>
  );
}
