import { Alert } from "@/app/_components/ui/alert.tsx";
import { Badge } from "@/app/_components/ui/badge.tsx";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/app/_components/ui/table.tsx";
import { formatUnits } from "@/app/_lib/format.ts";
import { type LegalView, missingFields, type ViewField } from "@/lib/domain/declaration-views.ts";

/** One law's questions, answered from the declaration and the register, with what nobody answers. */
export function LegalViewSheet({ view, lang }: { view: LegalView; lang: string }) {
  const missing = missingFields(view).length;
  return (
    <section id={view.id} aria-labelledby={`${view.id}-title`} className="mt-10 scroll-mt-24 first:mt-0">
      <h3 id={`${view.id}-title`} className="font-semibold text-lg tracking-tight">
        {view.title}
      </h3>
      <p className="mt-1 text-ink-soft text-sm">
        {view.source}.{" "}
        {missing === 0 ? "Every field is answered." : `${formatUnits(missing, "field")} of ${view.fields.length} not stated.`}
      </p>
      <Alert title="This is not the legal document." className="my-4">
        <p>{view.caution}</p>
      </Alert>
      <Table caption={view.title} className="max-sm:whitespace-normal">
        <TableHead>
          <tr>
            <TableHeader>No.</TableHeader>
            <TableHeader>Asked for</TableHeader>
            <TableHeader>Answer</TableHeader>
            <TableHeader>Said by</TableHeader>
          </tr>
        </TableHead>
        <TableBody>
          {view.fields.map((field) => (
            <Row key={field.label} field={field} lang={lang} />
          ))}
        </TableBody>
      </Table>
    </section>
  );
}

const Row = ({ field: { reference, label, from, values }, lang }: { field: ViewField; lang: string }) => (
  <TableRow>
    <TableCell className="whitespace-nowrap text-ink-soft">{reference}</TableCell>
    <TableHeader scope="row" className="min-w-36">
      {label}
    </TableHeader>
    <TableCell className="wrap-anywhere min-w-48">
      {values.map((value) => (
        <p key={value} lang={from === "declaration" ? lang : undefined} className="max-w-prose">
          {value}
        </p>
      ))}
      {from === null ? <Badge tone="unknown">Not stated</Badge> : null}
    </TableCell>
    <TableCell className="whitespace-nowrap text-ink-soft">
      {from === null ? "nobody" : from === "declaration" ? "the maker" : "the register"}
    </TableCell>
  </TableRow>
);
