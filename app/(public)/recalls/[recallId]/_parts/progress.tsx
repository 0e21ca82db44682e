import { Comparison } from "@/app/_components/register/comparison.tsx";
import { Course } from "@/app/_components/register/course.tsx";
import { ReachFigure } from "@/app/_components/register/reach-figure.tsx";
import { Section } from "@/app/_components/register/section.tsx";
import { Stat, Stats } from "@/app/_components/ui/stat.tsx";
import { formatCount, formatShare, formatUnits } from "@/app/_lib/format.ts";
import { readComparison, readCourse, readHealth, readReach } from "@/app/_lib/read.ts";
import { EVIDENCE_WORDS } from "@/app/_lib/words.ts";
import { completion, completionWithinReach, unreachable } from "@/lib/domain/statistics.ts";
import type { RecallView } from "@/lib/feed/wire.ts";

const EVIDENCES = ["device", "maker", "repairer", "owner"] as const;

/** How far the recall has come: completion with what it rests on, then everybody who is not there yet. */
export async function Progress({ recall }: { recall: RecallView }) {
  const [{ complete, ...reach }, health, course, comparison] = await Promise.all([
    readReach(recall),
    readHealth(),
    readCourse(recall.id),
    readComparison(recall.id),
  ]);
  const { count, of, share } = completion(reach);
  const within = completionWithinReach(reach);
  return (
    <Section
      id="progress"
      title="How far it has come"
      lead={<>A device counts as fixed with {EVIDENCE_WORDS[recall.minEvidence].toLowerCase()} or stronger.</>}
    >
      <div className="rounded-lg border bg-surface p-5 sm:p-7">
        <p className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
          <span className="font-semibold text-4xl tracking-tight sm:text-5xl">{formatShare(share)}</span>
          <span className="text-ink-soft text-lg">
            fixed: <span className="font-medium text-ink">{formatCount(count)}</span> of {formatUnits(of)}
          </span>
        </p>
        <p className="mt-3 max-w-3xl text-ink-soft text-sm leading-relaxed">
          Within reach: <span className="font-medium text-ink">{formatShare(within.share)}</span>, {formatCount(within.count)} of{" "}
          {formatUnits(within.of)}. That leaves out {formatCount(reach.removed)} stolen or out of use and {formatCount(unreachable(reach))}{" "}
          without a registered owner.
        </p>
        <div className="mt-6">
          <ReachFigure reach={reach} complete={complete} asOf={health.value?.block.timestamp ?? null} />
        </div>
        {course.value ? (
          <div className="mt-8 border-t pt-6">
            <h3 className="mb-4 font-semibold">Day by day</h3>
            <Course course={course.value} />
          </div>
        ) : null}
        {comparison.value ? (
          <div className="mt-8 border-t pt-6">
            <h3 className="mb-4 font-semibold">Beside comparable recalls</h3>
            <Comparison comparison={comparison.value} />
          </div>
        ) : null}
        <div className="mt-8 border-t pt-6">
          <h3 className="mb-4 font-semibold">Fixed, by who says so</h3>
          <Stats>
            {EVIDENCES.map((evidence) => (
              <Stat
                key={evidence}
                label={EVIDENCE_WORDS[evidence]}
                value={formatCount(reach.remedied[evidence])}
                note={`of ${formatCount(count)} fixed`}
              />
            ))}
          </Stats>
        </div>
      </div>
    </Section>
  );
}
