import { CalendarClock } from "lucide-react";
import { Day } from "@/app/_components/ui/datetime.tsx";
import { Disclosure } from "@/app/_components/ui/disclosure.tsx";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/app/_components/ui/table.tsx";
import { COURSE_LINES, type CourseFigures, figuresOf, isFarAbove } from "@/app/_lib/course-chart.ts";
import { formatCount, formatShare, formatUnits } from "@/app/_lib/format.ts";
import { rate } from "@/lib/domain/statistics.ts";
import type { RecallCourse } from "@/lib/feed/wire.ts";
import { CourseChart, LineKey, lineLabel } from "./course-chart.tsx";

/** How a recall went on from day to day: as a picture, and in numbers for those who want them. */
export function Course({ course }: { course: RecallCourse }) {
  const days = figuresOf(course);
  const last = days.at(-1);
  if (!last) return null;
  if (days.length === 1) return <FirstDay figures={last} />;
  const hidesInvolved = isFarAbove(days);
  return (
    <figure>
      <ul className="mb-4 flex flex-wrap gap-x-5 gap-y-1.5 text-sm">
        {COURSE_LINES.filter((line) => line !== "involved" || !hidesInvolved).map((line) => (
          <li key={line}>
            <LineKey line={line} />
          </li>
        ))}
      </ul>
      <CourseChart days={days} />
      <figcaption className="mt-4 space-y-4">
        <p className="max-w-3xl text-ink-soft text-sm leading-relaxed">
          {hidesInvolved
            ? `The ${formatUnits(last.involved, "affected device")} are too many to be drawn beside these lines: most have no registered owner. `
            : ""}
          At the end of each day, UTC. A figure can fall: a device may be handed on, or run an older version again.
        </p>
        <Disclosure summary="The same in numbers">
          <Numbers days={days} />
          <p className="mt-3 text-sm">
            <a href={`/api/feed/v1/recalls/${course.recallId}/course`} className="link">
              As JSON, with who said so
            </a>
          </p>
        </Disclosure>
      </figcaption>
    </figure>
  );
}

/** One day has no course yet: its figures stand for themselves. */
const FirstDay = ({ figures: { day, involved, claimed, acknowledged, fixed } }: { figures: CourseFigures }) => (
  <div className="flex gap-3 text-sm leading-relaxed">
    <CalendarClock className="mt-0.5 size-5 shrink-0 text-ink-soft" aria-hidden />
    <div>
      <p className="font-medium">
        The first day, <Day at={day} />
      </p>
      <p className="mt-1 max-w-3xl text-ink-soft">
        {formatCount(fixed)} fixed, {formatCount(acknowledged)} acknowledged and {formatCount(claimed)} with an owner, of{" "}
        {formatUnits(involved, "affected device")}. From the second day on, the course is drawn here.
      </p>
    </div>
  </div>
);

const Numbers = ({ days }: { days: readonly CourseFigures[] }) => (
  <Table caption="Affected devices at the end of each day on which a figure changed">
    <TableHead>
      <tr>
        <TableHeader>Day</TableHeader>
        {COURSE_LINES.map((line) => (
          <TableHeader key={line} numeric>
            {lineLabel(line)}
          </TableHeader>
        ))}
        <TableHeader numeric>Fixed of all affected</TableHeader>
        <TableHeader numeric>Fixed of those with an owner</TableHeader>
      </tr>
    </TableHead>
    <TableBody>
      {days.toReversed().map((figures) => (
        <TableRow key={figures.day}>
          <TableHeader scope="row" className="whitespace-nowrap">
            <Day at={figures.day} />
          </TableHeader>
          {COURSE_LINES.map((line) => (
            <TableCell key={line} numeric>
              {formatCount(figures[line])}
            </TableCell>
          ))}
          <TableCell numeric>{formatShare(rate(figures.fixed, figures.involved).share)}</TableCell>
          <TableCell numeric>{formatShare(rate(figures.fixed, figures.claimed).share)}</TableCell>
        </TableRow>
      ))}
    </TableBody>
  </Table>
);
