import { AlarmClockCheck } from "lucide-react";
import type { Metadata } from "next";
import { AppLink } from "@/app/_components/app-link.tsx";
import { DisclosureTable } from "@/app/_components/disclosures/disclosure-table.tsx";
import { PageHeader } from "@/app/_components/register/page-header.tsx";
import { Section } from "@/app/_components/register/section.tsx";
import { Trouble } from "@/app/_components/register/trouble.tsx";
import { Button } from "@/app/_components/ui/button.tsx";
import { Day } from "@/app/_components/ui/datetime.tsx";
import { EmptyState } from "@/app/_components/ui/empty-state.tsx";
import { Stat, Stats } from "@/app/_components/ui/stat.tsx";
import { formatCount } from "@/app/_lib/format.ts";
import { answer, readHealth } from "@/app/_lib/read.ts";
import { feed } from "@/app/_lib/server.ts";
import { timeAt } from "@/lib/domain/register-time.ts";
import { AnnouncedTable } from "./_components/announced-table.tsx";
import { ClockTable } from "./_components/clock-table.tsx";

export const metadata: Metadata = {
  title: "Regulator's desk",
  description: "Makers who owe an answer, what researchers have disclosed, and what governance has announced.",
  alternates: { canonical: "/regulator" },
};

const SHOWN = 100;

export default async function DeskPage() {
  const [clocks, disclosures, governance, health] = await Promise.all([
    answer(feed().clocks({ limit: SHOWN })),
    answer(feed().disclosures({ limit: 10 })),
    answer(feed().governance()),
    readHealth(),
  ]);
  const now = health.value ? timeAt(health.value.block) : 0;
  const announced = governance.value?.items.filter(({ state }) => state === "waiting" || state === "ready") ?? [];
  return (
    <div className="frame pb-20">
      <PageHeader title="Regulator's desk">
        <p>
          Who owes an answer, what was disclosed, and what governance has announced. Everybody can read it; what you can do depends on your
          key.
          {health.value ? (
            <>
              {" "}
              As of <Day at={health.value.block.timestamp} />.
            </>
          ) : null}
        </p>
      </PageHeader>
      <div className="flex flex-wrap gap-3">
        <Button asChild>
          <AppLink href="/console/recalls/new">Open a case</AppLink>
        </Button>
        <Button variant="secondary" asChild>
          <AppLink href="/console/disclosures">Judge disclosures</AppLink>
        </Button>
        <Button variant="secondary" asChild>
          <AppLink href="/regulator/bodies">Admit and suspend</AppLink>
        </Button>
      </div>
      <Section
        id="clocks"
        title="Makers who owe an answer"
        lead="A maker is asked when a recall reaches its products or a disclosure is revealed, and has a week, or the time that a regulator sets."
      >
        {clocks.failed ? (
          <Trouble what="The table of answers" />
        ) : (
          <>
            <Stats className="mb-6">
              <Stat label="Overdue" value={formatCount(clocks.value.overdue)} note={`of ${formatCount(clocks.value.owed)} owed`} />
              <Stat label="Owed" value={formatCount(clocks.value.owed)} note={`of ${formatCount(clocks.value.asked)} asked for`} />
            </Stats>
            {clocks.value.items.length === 0 ? (
              <EmptyState icon={AlarmClockCheck} title="No maker owes an answer">
                {clocks.value.asked === 0 ? "None has been asked for one." : "All that were asked for have been given."}
              </EmptyState>
            ) : (
              <ClockTable clocks={clocks.value.items} now={now} />
            )}
            {clocks.value.owed > SHOWN ? (
              <p className="mt-3 text-ink-soft text-sm">The {SHOWN} that have been owed longest are shown.</p>
            ) : null}
          </>
        )}
      </Section>
      <Section id="disclosures" title="Disclosures" lead="Those first that somebody besides whoever made them vouches for.">
        {disclosures.failed ? (
          <Trouble what="The list of disclosures" />
        ) : disclosures.value.items.length === 0 ? (
          <p className="text-ink-soft">Nobody has disclosed anything yet.</p>
        ) : (
          <DisclosureTable disclosures={disclosures.value.items} now={now} />
        )}
        <p className="mt-3 text-sm">
          <AppLink href="/disclosures" className="link">
            All disclosures
          </AppLink>
        </p>
      </Section>
      <Section
        id="announced"
        title="Announced by governance"
        lead="Admissions, suspensions and new admins take effect when their time has come."
      >
        {governance.failed ? (
          <Trouble what="What governance has announced" />
        ) : announced.length === 0 ? (
          <p className="text-ink-soft">Nothing is announced.</p>
        ) : (
          <AnnouncedTable items={announced} />
        )}
        <p className="mt-3 text-sm">
          <AppLink href="/regulator/bodies" className="link">
            All bodies and announcements
          </AppLink>
        </p>
      </Section>
    </div>
  );
}
