import { AppLink } from "@/app/_components/app-link.tsx";
import { Button } from "@/app/_components/ui/button.tsx";
import { Field } from "@/app/_components/ui/field.tsx";
import { Select } from "@/app/_components/ui/input.tsx";
import type { RecallQuery } from "@/app/_lib/recall-query.ts";
import { CASE_WORDS, MEASURE_WORDS, readable, SEVERITY_WORDS } from "@/app/_lib/words.ts";
import type { OrganizationView } from "@/lib/feed/wire.ts";

type Props = {
  /** The page itself: the form is a plain GET, so that its address can be shared and works without JavaScript. */
  action: string;
  query: RecallQuery;
  organizations: readonly OrganizationView[];
};

export function RecallFilters({ action, query, organizations }: Props) {
  const issuers = organizations.filter(({ kind }) => kind === "manufacturer" || kind === "regulator");
  const brands = organizations.filter(({ kind }) => kind === "manufacturer");
  const isFiltered = Object.entries(query).some(([name, value]) => name !== "cursor" && value !== undefined);
  return (
    <form
      action={action}
      method="get"
      aria-label="Filter recalls"
      className="grid grid-cols-2 gap-3 sm:grid-cols-3 lg:flex lg:items-end print:hidden"
    >
      <Choice label="State" name="state" value={query.state} options={CASE_WORDS} />
      <Choice label="Measure" name="measure" value={query.measure} options={MEASURE_WORDS} />
      <Choice label="Risk" name="severity" value={query.severity} options={SEVERITY_WORDS} />
      <Choice label="Issuer" name="issuer" value={query.issuer} options={namesOf(issuers)} />
      <Choice label="Affected brand" name="affects" value={query.affects} options={namesOf(brands)} />
      <div className="flex items-end gap-2 lg:pb-0">
        <Button type="submit" variant="secondary" className="h-11 sm:h-10">
          Filter
        </Button>
        {isFiltered ? (
          <Button variant="quiet" asChild className="h-11 sm:h-10">
            <AppLink href={action}>Clear</AppLink>
          </Button>
        ) : null}
      </div>
    </form>
  );
}

const namesOf = (organizations: readonly OrganizationView[]): Record<string, string> =>
  Object.fromEntries(organizations.map(({ id, name }) => [String(id), readable(name)]));

type ChoiceProps = { label: string; name: string; value: string | undefined; options: Record<string, string> };

function Choice({ label, name, value, options }: ChoiceProps) {
  return (
    // A new key when the address changes: the browser keeps what was chosen before otherwise.
    <Field label={label} className="min-w-0 lg:flex-1" key={value}>
      {(control) => (
        <Select {...control} name={name} defaultValue={value ?? ""}>
          <option value="">All</option>
          {Object.entries(options).map(([option, word]) => (
            <option key={option} value={option}>
              {word}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
}
