"use client";

import { AppLink } from "@/app/_components/app-link.tsx";
import { RecallBrief } from "@/app/_components/recall-brief.tsx";
import { CaseBadge } from "@/app/_components/register/badges.tsx";
import { Course } from "@/app/_components/register/course.tsx";
import { PageHeader } from "@/app/_components/register/page-header.tsx";
import { Section } from "@/app/_components/register/section.tsx";
import { Trouble } from "@/app/_components/register/trouble.tsx";
import { Day } from "@/app/_components/ui/datetime.tsx";
import { Skeleton } from "@/app/_components/ui/skeleton.tsx";
import { Stat, Stats } from "@/app/_components/ui/stat.tsx";
import { useCourse, useRecall } from "@/app/_hooks/use-feed.ts";
import { formatCount, formatShare, formatUnits } from "@/app/_lib/format.ts";
import { completion, ownedCompletion, rate } from "@/lib/domain/statistics.ts";
import type { RecallView } from "@/lib/feed/wire.ts";

/** How far a recall came and how fast, for those who answer for it. */
export function RecallCourse({ recallId }: { recallId: string }) {
  const recall = useRecall(recallId);
  const course = useCourse(recallId);
  return (
    <>
      <PageHeader
        trail={[{ href: "/console/recalls", label: "Recalls" }]}
        title={`Course of recall ${recallId}`}
        badges={recall.data ? <CaseBadge state={recall.data.state} /> : null}
      >
        <p>
          How many devices had an owner, an answer and a fix, day by day.{" "}
          <AppLink href={`/recalls/${recallId}`} className="link">
            Its public page
          </AppLink>
        </p>
      </PageHeader>
      {recall.isPending ? <Skeleton className="h-24" /> : recall.data ? <Standing recall={recall.data} /> : <Trouble what="The recall" />}
      <Section id="course" title="Day by day">
        {course.isPending ? <Skeleton className="h-72" /> : null}
        {course.isError ? <Trouble what="The course of the recall" /> : null}
        {course.data ? (
          <div className="rounded-lg border bg-surface p-4 sm:p-6">
            <Course course={course.data} />
          </div>
        ) : null}
      </Section>
    </>
  );
}

function Standing({ recall }: { recall: RecallView }) {
  const { counts, openedAt } = recall;
  const { count, of, share } = completion(counts);
  const owned = ownedCompletion(counts);
  return (
    <>
      <RecallBrief recall={recall} />
      <div className="mt-6">
        <Stats>
          <Stat label="Fixed of all affected" value={formatShare(share)} note={`${formatCount(count)} of ${formatUnits(of)}`} />
          <Stat
            label="Fixed of those with an owner"
            value={formatShare(owned.share)}
            note={`${formatCount(owned.count)} of ${formatUnits(owned.of)}`}
          />
          <Stat
            label="With an owner"
            value={formatShare(rate(counts.claimed, of).share)}
            note={`${formatCount(counts.claimed)} of ${formatUnits(of)}`}
          />
          <Stat label="Opened" value={<Day at={openedAt} />} note={formatUnits(counts.brands, "brand")} />
        </Stats>
      </div>
    </>
  );
}
