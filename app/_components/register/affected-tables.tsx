import { AppLink } from "@/app/_components/app-link.tsx";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/app/_components/ui/table.tsx";
import { type AffectedBatch, type AffectedBrand, isDevice } from "@/app/_lib/affected.ts";
import { formatCount, formatRange } from "@/app/_lib/format.ts";
import { readable } from "@/app/_lib/words.ts";
import type { AffectedRange } from "@/lib/feed/wire.ts";
import { ModelName, OrganizationName } from "./names.tsx";

/** Whose products are meant. */
export function BrandTable({ brands }: { brands: readonly AffectedBrand[] }) {
  return (
    <Table caption="Brands reached">
      <TableHead>
        <tr>
          <TableHeader>Brand</TableHeader>
          <TableHeader>Models</TableHeader>
          <TableHeader numeric>Batches</TableHeader>
          <TableHeader numeric>Affected devices</TableHeader>
        </tr>
      </TableHead>
      <TableBody>
        {brands.map(({ maker, models, batches, devices }) => (
          <TableRow key={maker.id}>
            <TableHeader scope="row">
              <OrganizationName organization={maker} />
            </TableHeader>
            <TableCell>
              {models.map((model, i) => (
                <span key={model.id}>
                  {i > 0 ? ", " : ""}
                  <ModelName model={model} />
                </span>
              ))}
            </TableCell>
            <TableCell numeric>{formatCount(batches)}</TableCell>
            <TableCell numeric>{formatCount(devices)}</TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

/** Every batch and the way by which it is meant: the parts diagram in words, and more exact. */
export function BatchTable({ batches }: { batches: readonly AffectedBatch[] }) {
  return (
    <Table caption="Affected batches">
      <TableHead>
        <tr>
          <TableHeader>Brand</TableHeader>
          <TableHeader>Model</TableHeader>
          <TableHeader>Lot</TableHeader>
          <TableHeader>Which units, and why</TableHeader>
          <TableHeader numeric>Affected</TableHeader>
        </tr>
      </TableHead>
      <TableBody>
        {[...batches]
          .sort((a, b) => Number(isDevice(b)) - Number(isDevice(a)) || b.units - a.units)
          .map(({ batch, ranges, units }) => (
            <TableRow key={batch.id}>
              <TableHeader scope="row">
                <bdi>{readable(batch.model.maker.name)}</bdi>
              </TableHeader>
              <TableCell>
                <ModelName model={batch.model} />
              </TableCell>
              <TableCell className="whitespace-nowrap">
                <AppLink href={`/batches/${batch.id}`} className="link">
                  {readable(batch.lot)}
                </AppLink>
              </TableCell>
              <TableCell>
                {ranges.map((range) => (
                  <p key={`${range.first}-${range.path}`}>
                    <span className="font-medium">{formatRange(range.first, range.last, batch.size)}</span> <Way range={range} />
                  </p>
                ))}
              </TableCell>
              <TableCell numeric>
                {formatCount(units)} <span className="text-ink-soft">{batch.model.kind === "device" ? "devices" : "parts"}</span>
              </TableCell>
            </TableRow>
          ))}
      </TableBody>
    </Table>
  );
}

/** `contain LF-210, lot B-7` and, for deeper ways, each step in turn. */
function Way({ range: { via, first, last } }: { range: AffectedRange }) {
  if (via.length === 0) return <>named by the recall</>;
  return (
    <>
      {first === last ? "contains " : "contain "}
      {via.map((batch, i) => (
        <span key={batch.id}>
          {i > 0 ? ", which contains " : ""}
          <AppLink href={`/batches/${batch.id}`} className="link">
            <bdi>{readable(batch.model.name)}</bdi>, lot {readable(batch.lot)}
          </AppLink>
        </span>
      ))}
    </>
  );
}
