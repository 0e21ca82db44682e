import type { ReactNode } from "react";
import { AppLink } from "@/app/_components/app-link.tsx";
import { ModelName, OrganizationName } from "@/app/_components/register/names.tsx";
import { Day } from "@/app/_components/ui/datetime.tsx";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/app/_components/ui/table.tsx";
import { ANSWER_WORDS, disclosureTitle } from "@/app/_lib/disclosure-words.ts";
import type { DisclosureSummary } from "@/lib/feed/wire/disclosures.ts";
import { DueDay } from "./due-day.tsx";
import { StandingBadge } from "./standing-badge.tsx";

type Props = {
  disclosures: readonly DisclosureSummary[];
  /** Time of the register. */
  now: number;
  /** What the reader can do about one. */
  action?: (disclosure: DisclosureSummary) => ReactNode;
};

/** Disclosures, those first that somebody besides their researcher vouches for. */
export function DisclosureTable({ disclosures, now, action }: Props) {
  return (
    <Table caption="Disclosures, confirmed ones first">
      <TableHead>
        <tr>
          <TableHeader numeric>No.</TableHeader>
          <TableHeader>What</TableHeader>
          <TableHeader>Standing</TableHeader>
          <TableHeader>Model</TableHeader>
          <TableHeader>The maker</TableHeader>
          <TableHeader>Known since</TableHeader>
          <TableHeader>Revealed</TableHeader>
          {action ? (
            <TableHeader>
              <span className="sr-only">What you can do</span>
            </TableHeader>
          ) : null}
        </tr>
      </TableHead>
      <TableBody>
        {disclosures.map((disclosure) => (
          <TableRow key={disclosure.id}>
            <TableCell numeric>{disclosure.id}</TableCell>
            <TableHeader scope="row" className="min-w-44 whitespace-normal">
              <AppLink href={`/disclosures/${disclosure.id}`} className="link">
                {disclosureTitle(disclosure)}
              </AppLink>
            </TableHeader>
            <TableCell>
              <StandingBadge standing={disclosure.standing} />
            </TableCell>
            <TableCell className="min-w-44 whitespace-normal">
              <ModelName model={disclosure.model} />
              <OrganizationName organization={disclosure.model.maker} plain className="block text-ink-soft text-xs" />
            </TableCell>
            <TableCell className="min-w-36">
              {disclosure.answer ? <span className="block">{ANSWER_WORDS[disclosure.answer.says]}</span> : null}
              {disclosure.answerDueAt === null ? null : <DueDay at={disclosure.answerDueAt} now={now} />}
              {disclosure.answer || disclosure.answerDueAt !== null ? null : "–"}
            </TableCell>
            <TableCell className="whitespace-nowrap">
              <Day at={disclosure.filedAt} />
            </TableCell>
            <TableCell className="whitespace-nowrap">
              <Day at={disclosure.revealedAt} />
            </TableCell>
            {action ? <TableCell>{action(disclosure)}</TableCell> : null}
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
