import { AppLink } from "@/app/_components/app-link.tsx";
import { Fact, Facts } from "@/app/_components/register/facts.tsx";
import { Section } from "@/app/_components/register/section.tsx";
import { CountOf, spanOf } from "@/app/_components/register/took.tsx";
import { Trouble } from "@/app/_components/register/trouble.tsx";
import { Alert } from "@/app/_components/ui/alert.tsx";
import { Disclosure } from "@/app/_components/ui/disclosure.tsx";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/app/_components/ui/table.tsx";
import { formatCount, formatShare, formatSpan, formatUnits } from "@/app/_lib/format.ts";
import { attackSentence } from "@/app/_lib/network-words.ts";
import { readScorecard } from "@/app/_lib/read.ts";
import { MEASURE_WORDS } from "@/app/_lib/words.ts";
import { daysFrom } from "@/lib/domain/milestones.ts";
import { rate } from "@/lib/domain/statistics.ts";
import type { Scorecard, ScorecardDetail } from "@/lib/feed/wire.ts";

type Timing = Scorecard["maker"]["reply"];

/** What a maker's record comes to, counted by one rule for all, and the cases behind it. */
export async function ScorecardSection({ orgId }: { orgId: number }) {
  const { value: card, failed } = await readScorecard(orgId);
  return (
    <Section
      id="record"
      title="Its record"
      lead="Counted from what happened, by one rule for every maker. A median is of the cases that got there, and of those only."
    >
      {failed ? <Trouble what="The record" /> : <Figures card={card} />}
    </Section>
  );
}

function Figures({ card }: { card: ScorecardDetail }) {
  const { maker, supplier, disclosures, support, releases, models, attacks, pending, cases } = card;
  return (
    <div className="space-y-6">
      {pending > 0 ? (
        <Alert tone="warning" title={`${formatUnits(pending, "recall")} still to be counted.`}>
          They are missing from these figures. Load the page again in a moment.
        </Alert>
      ) : null}
      {maker.recalls > 0 ? (
        <Timings
          caption={`As a maker: ${formatUnits(maker.recalls, "recall")} of its devices, whoever issued them`}
          rows={[
            ["First answer to somebody else's recall", maker.reply],
            ["Answer whether it is affected", maker.decision],
            ["Half of its devices fixed", maker.half],
            ["Nine tenths of its devices fixed", maker.ninety],
          ]}
        />
      ) : null}
      {supplier.recalls > 0 ? (
        <Timings
          caption={`As a supplier: ${formatUnits(supplier.recalls, "recall")} of its components, over the devices of all brands`}
          rows={[
            ["Half of the devices fixed", supplier.half],
            ["Nine tenths of the devices fixed", supplier.ninety],
          ]}
        />
      ) : null}
      {disclosures.cases > 0 ? (
        <Timings
          caption={`After the reveal of ${formatUnits(disclosures.cases, "disclosure")} about its models`}
          rows={[
            ["First answer to a disclosure", disclosures.answer],
            ["Its word that it is fixed", disclosures.fix],
            ["A recall that reaches the model", disclosures.recall],
          ]}
        />
      ) : null}
      <Facts>
        <Fact term="Its devices fixed, over all recalls">
          <Fixed count={maker.remedied} of={maker.involved} />
        </Fact>
        <Fact term="Promises of updates kept">
          <CountOf count={support.kept} of={support.ended} none="none is over yet" />
          <span className="text-ink-soft text-sm">
            {support.ended > 0 ? " that are over" : ""}
            {support.running > 0
              ? `; ${formatCount(support.running)} running, ${formatCount(support.atStake)} of them with an open recall and no fix`
              : ""}
          </span>
        </Fact>
        <Fact term="Releases revoked">
          <CountOf count={releases.revoked} of={releases.published} none="none published" />
        </Fact>
        <Fact term="Models with a security declaration">
          <CountOf count={models.declared} of={models.registered} none="no models" />
          <span className="text-ink-soft text-sm">
            {models.declared > 0 ? `; ${formatCount(models.certified)} of ${formatCount(models.declared)} certified and in force` : ""}
          </span>
        </Fact>
        <Fact term="Its devices reported for attacks">{attackSentence(attacks)}</Fact>
      </Facts>
      {cases.length > 0 ? (
        <Disclosure summary={`The ${formatUnits(cases.length, "case")} behind it`}>
          <Cases cases={cases} />
        </Disclosure>
      ) : null}
    </div>
  );
}

const Fixed = ({ count, of }: { count: number; of: number }) => (
  <>
    <CountOf count={count} of={of} none="none affected" />
    {of > 0 ? <span className="text-ink-soft"> ({formatShare(rate(count, of).share)})</span> : null}
  </>
);

const Timings = ({ caption, rows }: { caption: string; rows: [what: string, timing: Timing][] }) => (
  <Table caption={caption} showCaption>
    <TableHead>
      <tr>
        <TableHeader>How long until</TableHeader>
        <TableHeader numeric>Got there</TableHeader>
        <TableHeader numeric>Median of those</TableHeader>
        <TableHeader numeric>Still waiting</TableHeader>
        <TableHeader numeric>Longest wait</TableHeader>
        <TableHeader numeric>Ended without</TableHeader>
      </tr>
    </TableHead>
    <TableBody>
      {rows.map(([what, { cases, reached, waiting, missed, median, longestWait }]) => (
        <TableRow key={what}>
          <TableHeader scope="row">{what}</TableHeader>
          <TableCell numeric>
            <CountOf count={reached} of={cases} none="no case" />
          </TableCell>
          <TableCell numeric>{median === null ? "–" : spanOf(median)}</TableCell>
          <TableCell numeric>{formatCount(waiting)}</TableCell>
          <TableCell numeric>{longestWait === null ? "–" : formatSpan(longestWait)}</TableCell>
          <TableCell numeric>{formatCount(missed)}</TableCell>
        </TableRow>
      ))}
    </TableBody>
  </Table>
);

const Cases = ({ cases }: { cases: ScorecardDetail["cases"] }) => (
  <Table caption="Cases of this record, newest first">
    <TableHead>
      <tr>
        <TableHeader>Recall</TableHeader>
        <TableHeader>As</TableHeader>
        <TableHeader numeric>Fixed</TableHeader>
        <TableHeader numeric>First answer</TableHeader>
        <TableHeader numeric>Half fixed</TableHeader>
        <TableHeader numeric>Nine tenths fixed</TableHeader>
      </tr>
    </TableHead>
    <TableBody>
      {cases.map(({ recall, role, askedAt, involved, remedied, replies, halfAt, ninetyAt }) => (
        <TableRow key={`${recall.id} ${role}`}>
          <TableHeader scope="row">
            <AppLink href={`/recalls/${recall.id}`} className="link">
              {MEASURE_WORDS[recall.measure]} no. {recall.id}
            </AppLink>
          </TableHeader>
          <TableCell>{role}</TableCell>
          <TableCell numeric>
            <CountOf count={remedied} of={involved} />
          </TableCell>
          <TableCell numeric>{replies ? after(replies.repliedAt, (at) => at - askedAt, "silent") : "not asked"}</TableCell>
          <TableCell numeric>{after(halfAt, (day) => daysFrom(askedAt, day), "not yet")}</TableCell>
          <TableCell numeric>{after(ninetyAt, (day) => daysFrom(askedAt, day), "not yet")}</TableCell>
        </TableRow>
      ))}
    </TableBody>
  </Table>
);

const after = (time: number | null, span: (time: number) => number, never: string): string =>
  time === null ? never : spanOf(Math.max(0, span(time)));
