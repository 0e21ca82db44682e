import { Day } from "@/app/_components/ui/datetime.tsx";
import { formatUnits } from "@/app/_lib/format.ts";

const DAY = 86_400;

/** By when something is owed; where that has passed, for how long it has been. */
export function DueDay({ at, now }: { at: number; now: number }) {
  const late = Math.floor((now - at) / DAY);
  if (now < at)
    return (
      <span className="whitespace-nowrap">
        due <Day at={at} />
      </span>
    );
  return (
    <span className="whitespace-nowrap font-medium text-danger">
      {late === 0 ? "overdue since today" : `overdue by ${formatUnits(late, "day")}`}
    </span>
  );
}
