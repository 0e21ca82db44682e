import { AppLink } from "@/app/_components/app-link.tsx";
import { Day } from "@/app/_components/ui/datetime.tsx";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/app/_components/ui/table.tsx";
import { formatCount } from "@/app/_lib/format.ts";
import { recallTitle } from "@/app/_lib/recall-title.ts";
import { MEASURE_WORDS } from "@/app/_lib/words.ts";
import type { RecallSummary } from "@/lib/feed/wire.ts";
import { CaseBadge, SeverityBadge } from "./badges.tsx";
import { Completion } from "./completion.tsx";
import { OrganizationName } from "./names.tsx";

/** Recalls for those who compare: one line a case, all figures in columns. */
export function RecallTable({ recalls }: { recalls: readonly RecallSummary[] }) {
  return (
    <Table caption="Recalls, newest first" className="[&_td]:px-3 [&_th]:px-3">
      <TableHead>
        <tr>
          <TableHeader numeric>No.</TableHeader>
          <TableHeader>Recall</TableHeader>
          <TableHeader>Issuer</TableHeader>
          <TableHeader>Risk</TableHeader>
          <TableHeader>State</TableHeader>
          <TableHeader>Opened</TableHeader>
          <TableHeader numeric>Brands</TableHeader>
          <TableHeader numeric>Batches</TableHeader>
          <TableHeader numeric>Claimed</TableHeader>
          <TableHeader>Affected devices fixed</TableHeader>
        </tr>
      </TableHead>
      <TableBody>
        {recalls.map((recall) => (
          <RecallRow key={recall.id} recall={recall} />
        ))}
      </TableBody>
    </Table>
  );
}

async function RecallRow({ recall }: { recall: RecallSummary }) {
  const { id, counts } = recall;
  return (
    <TableRow>
      <TableCell numeric>{id}</TableCell>
      <TableHeader scope="row" className="min-w-60 whitespace-normal">
        <AppLink href={`/recalls/${id}`} className="link">
          {await recallTitle(recall)}
        </AppLink>
        <span className="block text-ink-soft text-xs">{MEASURE_WORDS[recall.measure]}</span>
      </TableHeader>
      <TableCell className="min-w-44 whitespace-normal">
        <OrganizationName organization={recall.issuer} />
      </TableCell>
      <TableCell>
        <SeverityBadge severity={recall.severity} />
      </TableCell>
      <TableCell>
        <CaseBadge state={recall.state} />
      </TableCell>
      <TableCell className="whitespace-nowrap">
        <Day at={recall.openedAt} />
      </TableCell>
      <TableCell numeric>{formatCount(counts.brands)}</TableCell>
      <TableCell numeric>{formatCount(counts.batches)}</TableCell>
      <TableCell numeric>{formatCount(counts.claimed)}</TableCell>
      <TableCell>
        <Completion counts={counts} className="min-w-40" />
      </TableCell>
    </TableRow>
  );
}
