"use client";

import { ArrowRight, CircleCheck } from "lucide-react";
import type { ReactNode } from "react";
import { AppLink } from "@/app/_components/app-link.tsx";
import { Section } from "@/app/_components/register/section.tsx";
import { Trouble } from "@/app/_components/register/trouble.tsx";
import { Skeleton } from "@/app/_components/ui/skeleton.tsx";
import { Stat, Stats } from "@/app/_components/ui/stat.tsx";
import { RequireSignIn } from "@/app/_components/wallet/require-sign-in.tsx";
import { useBatches, useModels, useRecalls } from "@/app/_hooks/use-feed.ts";
import { formatCount, formatShare, formatUnits } from "@/app/_lib/format.ts";
import { rate } from "@/lib/domain/statistics.ts";
import { useConsole } from "./_components/console-context.ts";
import { ConcernedList } from "./recalls/concerned-list.tsx";
import { DraftList } from "./recalls/draft-list.tsx";

/** The organisation's morning view: what waits for somebody here, then how things stand. */
export function Overview() {
  const { account, organization, may } = useConsole();
  const handlesDrafts = may("recall-draft") || may("recall-release");
  return (
    <>
      {handlesDrafts ? (
        <Section id="drafts" title="Waiting to be released" className="mt-0 sm:mt-0">
          <RequireSignIn account={account} why="Drafts are not public." isPart>
            <DraftList />
          </RequireSignIn>
        </Section>
      ) : null}
      {organization.kind === "manufacturer" ? (
        <Section id="concerned" title="Recalls of others that reach your products">
          <ConcernedList />
        </Section>
      ) : null}
      <Section id="figures" title="Your products">
        <Figures />
      </Section>
    </>
  );
}

function Figures() {
  const { organization } = useConsole();
  const models = useModels(organization.id);
  const batches = useBatches(organization.id);
  const issued = useRecalls({ issuer: organization.id });
  if (models.isPending || batches.isPending || issued.isPending) return <Skeleton className="h-24" />;
  if (!models.data || !batches.data || !issued.data) return <Trouble what="The figures" />;
  const devices = batches.data.filter(({ model }) => model.kind === "device");
  const units = devices.reduce((sum, { size }) => sum + size, 0);
  const claimed = devices.reduce((sum, batch) => sum + batch.claimed, 0);
  const open = issued.data.filter(({ state }) => state === "open").length;
  return (
    <Stats>
      <Stat label="Models" value={formatCount(models.data.length)} note={<More href="/console/models">All models</More>} />
      <Stat label="Batches" value={formatCount(batches.data.length)} note={<More href="/console/batches">All batches</More>} />
      {units > 0 ? (
        <Stat
          label="Devices with an owner"
          value={formatShare(rate(claimed, units).share)}
          note={`${formatCount(claimed)} of ${formatUnits(units)}`}
        />
      ) : null}
      <Stat
        label="Recalls issued"
        value={formatCount(issued.data.length)}
        note={
          open === 0 ? (
            <span className="inline-flex items-center gap-1">
              <CircleCheck className="size-3.5" aria-hidden /> none open
            </span>
          ) : (
            <More href="/console/recalls">{formatCount(open)} open</More>
          )
        }
      />
    </Stats>
  );
}

const More = ({ href, children }: { href: string; children: ReactNode }) => (
  <AppLink href={href} className="link inline-flex items-center gap-1">
    {children}
    <ArrowRight className="size-3.5" aria-hidden />
  </AppLink>
);
