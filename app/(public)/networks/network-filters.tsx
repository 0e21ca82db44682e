import { AppLink } from "@/app/_components/app-link.tsx";
import { Choice } from "@/app/_components/register/filter-choice.tsx";
import { Button } from "@/app/_components/ui/button.tsx";
import type { NetworkQuery } from "@/app/_lib/network-query.ts";
import { FAMILY_WORDS, VERDICT_WORDS } from "@/app/_lib/network-words.ts";
import { answer } from "@/app/_lib/read.ts";
import { feed } from "@/app/_lib/server.ts";
import { countryName, readable } from "@/app/_lib/words.ts";
import { NETWORK_VERDICTS } from "@/lib/domain/network-standing.ts";
import { allPages } from "@/lib/feed/all-pages.ts";
import type { OrganizationView } from "@/lib/feed/wire.ts";

/** A plain GET: works without JavaScript, and its address can be shared. */
export async function NetworkFilters({ query }: { query: NetworkQuery }) {
  const bodies = (await answer(allPages((paging) => feed().organizations(paging)))).value ?? [];
  const operators = bodies.filter(({ kind }) => kind === "network-operator");
  const countries = [...new Set(operators.map(({ country }) => country))].map((code) => [code, countryName(code)] as const);
  return (
    <form action="/networks" method="get" aria-label="Filter networks" className="grid gap-4 print:hidden">
      <div className="grid grid-cols-2 gap-x-3 gap-y-4 sm:grid-cols-3 lg:grid-cols-5">
        <Choice
          label="Verdict"
          name="verdict"
          value={query.verdict}
          options={Object.fromEntries(NETWORK_VERDICTS.map((verdict) => [verdict, VERDICT_WORDS[verdict].word]))}
        />
        <Choice label="In" name="family" value={query.family} options={FAMILY_WORDS} none="IPv4 or IPv6" />
        <Choice label="Provider" name="operator" value={query.operator} options={namesOf(operators)} />
        <Choice
          label="Country"
          name="country"
          value={query.country}
          options={Object.fromEntries(countries.sort(([, a], [, b]) => a.localeCompare(b, "en")))}
        />
        <Choice
          label="Observer"
          name="observer"
          value={query.observer}
          options={namesOf(bodies.filter(({ kind }) => kind === "observer"))}
        />
      </div>
      <div className="flex flex-wrap gap-2">
        <Button type="submit" variant="secondary" className="h-11 sm:h-10">
          Show networks
        </Button>
        {Object.values(query).some((value) => value !== undefined) ? (
          <Button variant="quiet" asChild className="h-11 sm:h-10">
            <AppLink href="/networks">Clear</AppLink>
          </Button>
        ) : null}
      </div>
    </form>
  );
}

const namesOf = (bodies: readonly OrganizationView[]): Record<string, string> =>
  Object.fromEntries(bodies.map(({ id, name }) => [String(id), readable(name)]));
