import { AppLink } from "@/app/_components/app-link.tsx";
import { Button } from "@/app/_components/ui/button.tsx";
import { Disclosure } from "@/app/_components/ui/disclosure.tsx";
import { Field } from "@/app/_components/ui/field.tsx";
import { Input } from "@/app/_components/ui/input.tsx";
import type { RecallQuery } from "@/app/_lib/recall-query.ts";
import { CASE_WORDS, countryName, MEASURE_WORDS, readable, SEVERITY_WORDS } from "@/app/_lib/words.ts";
import { COUNTRIES } from "@/lib/domain/countries.ts";
import type { OrganizationView } from "@/lib/feed/wire.ts";
import { Choice } from "./filter-choice.tsx";

type Props = {
  /** The page itself: the form is a plain GET, so that its address can be shared and works without JavaScript. */
  action: string;
  query: RecallQuery;
  organizations: readonly OrganizationView[];
  /** Shows the filters also while none is chosen: for whom they come first. */
  unfolded?: boolean;
  /** Whether what is shown has an order to choose. */
  ordered?: boolean;
};

export function RecallFilters({ action, query, organizations, unfolded = false, ordered = true }: Props) {
  const issuers = organizations.filter(({ kind }) => kind === "manufacturer" || kind === "regulator");
  const brands = organizations.filter(({ kind }) => kind === "manufacturer");
  const { q, cursor, ...filters } = query;
  const chosen = Object.values(filters).filter((value) => value !== undefined).length;
  const what = ordered ? "Filters and order" : "Filters";
  return (
    <form action={action} method="get" aria-label="Filter recalls" className="grid gap-4 print:hidden">
      <div className="flex flex-wrap items-end gap-2">
        <Field
          label="Search"
          hint="Brand, model, issuer, GTIN, CVE or words of the notice"
          className="min-w-0 grow basis-64"
          key={`q ${q}`}
        >
          {(control) => <Input {...control} type="search" name="q" defaultValue={q ?? ""} maxLength={200} />}
        </Field>
        <Button type="submit" variant="secondary" className="h-11 sm:h-10">
          Show recalls
        </Button>
        {q || chosen > 0 ? (
          <Button variant="quiet" asChild className="h-11 sm:h-10">
            <AppLink href={action}>Clear</AppLink>
          </Button>
        ) : null}
      </div>
      <Disclosure summary={chosen > 0 ? `${what} (${chosen} chosen)` : what} open={unfolded || chosen > 0}>
        <div className="grid grid-cols-2 gap-x-3 gap-y-4 sm:grid-cols-3 lg:grid-cols-4">
          <Choice label="State" name="state" value={query.state} options={CASE_WORDS} />
          <Choice label="Measure" name="measure" value={query.measure} options={MEASURE_WORDS} />
          <Choice label="Risk" name="severity" value={query.severity} options={SEVERITY_WORDS} />
          <Choice label="Issuer" name="issuer" value={query.issuer} options={namesOf(issuers)} />
          <Choice label="Affected brand" name="affects" value={query.affects} options={namesOf(brands)} />
          <Choice label="Sold in" name="country" value={query.country} options={COUNTRY_NAMES} />
          <DayField label="Opened from" name="from" value={query.from} />
          <DayField label="Opened until" name="to" value={query.to} />
          {ordered ? (
            <Choice label="Order" name="sort" value={query.sort} options={{ oldest: "Oldest first" }} none="Newest first" />
          ) : null}
        </div>
      </Disclosure>
      {query.component ? (
        <p className="text-sm">
          <input type="hidden" name="component" value={query.component} />
          Only recalls that reach{" "}
          <AppLink href={`/models/${query.component}`} className="link">
            this component
          </AppLink>
          .
        </p>
      ) : null}
    </form>
  );
}

/** By their names, as people look for them. */
const COUNTRY_NAMES: Record<string, string> = Object.fromEntries(
  COUNTRIES.map((code) => [code, countryName(code)] as const).sort(([, a], [, b]) => a.localeCompare(b, "en")),
);

const namesOf = (organizations: readonly OrganizationView[]): Record<string, string> =>
  Object.fromEntries(organizations.map(({ id, name }) => [String(id), readable(name)]));

type DayProps = { label: string; name: string; value: string | undefined };

const DayField = ({ label, name, value }: DayProps) => (
  <Field label={label} className="min-w-0" key={`${name} ${value}`}>
    {(control) => <Input {...control} type="date" name={name} defaultValue={value ?? ""} />}
  </Field>
);
