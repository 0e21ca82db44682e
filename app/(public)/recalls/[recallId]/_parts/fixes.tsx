import { ModelName } from "@/app/_components/register/names.tsx";
import { Section } from "@/app/_components/register/section.tsx";
import { Copy } from "@/app/_components/ui/copy.tsx";
import { Day } from "@/app/_components/ui/datetime.tsx";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/app/_components/ui/table.tsx";
import type { AffectedBrand } from "@/app/_lib/affected.ts";
import { readable } from "@/app/_lib/words.ts";
import type { RecallView } from "@/lib/feed/wire.ts";

/** The release that fixes each affected model. A model without one is listed too: silence is shown. */
export function Fixes({ recall, brands }: { recall: RecallView; brands: readonly AffectedBrand[] }) {
  const models = brands.flatMap((brand) => brand.models);
  const fixOf = new Map(recall.fixes.map((fix) => [fix.model.id, fix]));
  return (
    <Section id="fixes" title="Fixes" lead="The release that fixes each model, as its maker offers it. Later releases count as well.">
      <Table caption="Fixes by model">
        <TableHead>
          <tr>
            <TableHeader>Model</TableHeader>
            <TableHeader>Brand</TableHeader>
            <TableHeader>Fixed from release</TableHeader>
            <TableHeader>Offered</TableHeader>
            <TableHeader>Digest of the release</TableHeader>
          </tr>
        </TableHead>
        <TableBody>
          {models.map((model) => {
            const fix = fixOf.get(model.id);
            return (
              <TableRow key={model.id}>
                <TableHeader scope="row">
                  <ModelName model={model} />
                </TableHeader>
                <TableCell>
                  <bdi>{readable(model.maker.name)}</bdi>
                </TableCell>
                {fix ? (
                  <>
                    <TableCell>{readable(fix.release.version)}</TableCell>
                    <TableCell className="whitespace-nowrap">
                      <Day at={fix.offeredAt} />
                    </TableCell>
                    <TableCell>
                      <Copy value={fix.release.digest} what="digest" ends={6} />
                    </TableCell>
                  </>
                ) : (
                  <TableCell colSpan={3} className="text-checking">
                    No fix offered by {readable(model.maker.name)} yet
                  </TableCell>
                )}
              </TableRow>
            );
          })}
        </TableBody>
      </Table>
    </Section>
  );
}
