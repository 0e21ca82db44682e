import { CircleAlert, CircleCheck } from "lucide-react";
import { Alert } from "@/app/_components/ui/alert.tsx";
import { Copy } from "@/app/_components/ui/copy.tsx";
import { Disclosure } from "@/app/_components/ui/disclosure.tsx";
import { formatCount, formatMoment, formatUnits } from "@/app/_lib/format.ts";
import type { Recomputed } from "@/app/_lib/recompute.ts";
import type { ComparedFigure } from "@/lib/domain/audit-figures.ts";

/** What the check came to: the verdict, each figure that differs, and all others for those who ask. */
export function ComparedFigures({ found: { block, compared } }: { found: Recomputed }) {
  const wrong = compared.filter(({ same }) => !same);
  const right = compared.filter(({ same }) => same);
  const upTo = `Recomputed up to block ${formatCount(block.number)}, ${formatMoment(block.timestamp)}.`;
  return (
    <div className="space-y-4">
      {wrong.length === 0 ? (
        <Alert tone="success" role="status" title={`All ${formatUnits(compared.length, "figure")} are the same.`}>
          <p>{upTo}</p>
        </Alert>
      ) : (
        <Alert
          tone="danger"
          role="alert"
          title={`${formatUnits(wrong.length, "figure")} of ${formatCount(compared.length)} ${wrong.length === 1 ? "differs" : "differ"}.`}
        >
          <p>{upTo} What the chain says counts; tell the operator of this site.</p>
        </Alert>
      )}
      <p className="flex flex-wrap items-center gap-x-2 text-ink-soft text-sm">
        Block hash, to ask any other node for the same: <Copy value={block.hash} what="hash of the block" ends={10} />
      </p>
      {wrong.length > 0 ? <Figures label="Figures that differ" figures={wrong} /> : null}
      {right.length > 0 ? (
        <Disclosure summary={`Show the ${formatUnits(right.length, "figure")} that ${right.length === 1 ? "is" : "are"} the same`}>
          <Figures label="Figures that are the same" figures={right} />
        </Disclosure>
      ) : null}
    </div>
  );
}

/** A list and not a table: on a phone what differs must be seen without scrolling sideways. */
const Figures = ({ label, figures }: { label: string; figures: readonly ComparedFigure[] }) => (
  <ul aria-label={label} className="divide-y rounded-lg border bg-surface text-sm">
    {figures.map(({ figure, published, recomputed, same }) => (
      <li key={figure} className="grid gap-x-4 gap-y-1 px-4 py-2.5 sm:grid-cols-[16rem_5rem_1fr]">
        <span className="font-medium">{figure}</span>
        <Result same={same} />
        <span className="wrap-anywhere min-w-0">
          {same ? (
            valueText(recomputed)
          ) : (
            <>
              published {valueText(published)}, recomputed <strong>{valueText(recomputed)}</strong>
            </>
          )}
        </span>
      </li>
    ))}
  </ul>
);

const Result = ({ same }: { same: boolean }) =>
  same ? (
    <span className="inline-flex items-center gap-1.5 self-start text-fixed">
      <CircleCheck className="size-4" aria-hidden /> same
    </span>
  ) : (
    <span className="inline-flex items-center gap-1.5 self-start font-medium text-affected">
      <CircleAlert className="size-4" aria-hidden /> differs
    </span>
  );

const RATE = /^(\d+) of (\d+)$/;

function valueText(value: ComparedFigure["published"]): string {
  if (value === null) return "nothing";
  if (typeof value === "number") return formatCount(value);
  const [count, of] = RATE.exec(value)?.slice(1).map(Number) ?? [];
  return count === undefined || of === undefined ? value : `${formatCount(count)} of ${formatCount(of)}`;
}
