import { Day } from "@/app/_components/ui/datetime.tsx";
import { formatCount, formatShare, formatUnits } from "@/app/_lib/format.ts";
import { type Reach, type ReachSegment, rate, reachSegments } from "@/lib/domain/statistics.ts";

/** In the order of `reachSegments`; class names are whole, because Tailwind looks for them as text. */
const SEGMENTS: Record<ReachSegment, { label: string; note: string; fill: string }> = {
  remedied: { label: "Fixed", note: "with the evidence this case demands", fill: "bg-reach-remedied" },
  acknowledged: { label: "Acknowledged", note: "the owner has answered, the fix is not registered yet", fill: "bg-reach-acknowledged" },
  told: { label: "Told", note: "a notice was delivered, no answer yet", fill: "bg-reach-told" },
  contact: { label: "Can be told", note: "an address is known, no notice delivered yet", fill: "bg-reach-contact" },
  claimed: { label: "Owner without an address", note: "only this site can tell them", fill: "bg-reach-claimed" },
  unclaimed: { label: "No owner registered", note: "out of direct reach", fill: "bg-reach-unclaimed" },
};

type Props = { reach: Reach; complete: boolean; asOf: number | null };

/** Where the affected devices stand, as one bar whose parts sum to all of them. The table says the same in numbers. */
export function ReachFigure({ reach, complete, asOf }: Props) {
  const parts = reachSegments(reach).map(({ segment, count }) => ({
    ...SEGMENTS[segment],
    segment,
    ...rate(count, reach.involved),
  }));
  const summary = parts.filter(({ count }) => count > 0).map(({ label, count }) => `${label} ${formatCount(count)}`);
  return (
    <figure>
      <div
        role="img"
        aria-label={`Of ${formatUnits(reach.involved)}: ${summary.join(", ")}.`}
        className="flex h-9 w-full gap-px overflow-hidden rounded-md bg-line print:[print-color-adjust:exact]"
      >
        {parts.map(({ segment, count, fill }) =>
          count > 0 ? <div key={segment} className={`${fill} min-w-[3px]`} style={{ flexGrow: count, flexBasis: 0 }} /> : null,
        )}
      </div>
      <figcaption className="mt-4 overflow-x-auto">
        <table className="w-full text-sm">
          <caption className="sr-only">Affected devices by how far they have come</caption>
          <thead className="sr-only">
            <tr>
              <th scope="col">Stage</th>
              <th scope="col">Devices</th>
              <th scope="col">Share</th>
            </tr>
          </thead>
          <tbody className="divide-y">
            {parts.map(({ segment, label, note, fill, count, share }) => (
              <tr key={segment}>
                <th scope="row" className="py-2 pr-4 text-left font-normal">
                  <span className="flex items-start gap-2.5">
                    <span className={`${fill} mt-1 size-3 shrink-0 rounded-[3px] print:[print-color-adjust:exact]`} aria-hidden />
                    <span>
                      <span className="font-medium">{label}</span> <span className="text-ink-soft max-sm:block">{note}</span>
                    </span>
                  </span>
                </th>
                <td className="whitespace-nowrap py-2 pl-2 text-right font-medium">{formatCount(count)}</td>
                <td className="whitespace-nowrap py-2 pl-3 text-right text-ink-soft sm:w-20">{formatShare(share)}</td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr className="border-t-2 border-t-line-strong/50">
              <th scope="row" className="py-2 text-left font-semibold">
                Affected devices
              </th>
              <td className="py-2 pl-2 text-right font-semibold">{formatCount(reach.involved)}</td>
              <td className="py-2 pl-2 text-right text-ink-soft">{reach.involved > 0 ? "100%" : "–"}</td>
            </tr>
          </tfoot>
        </table>
        <p className="mt-2 text-ink-soft text-sm">
          {asOf ? (
            <>
              As of <Day at={asOf} />.{" "}
            </>
          ) : null}
          {complete ? null : "How many were told cannot be read at the moment, so nobody counts as told or as reachable without an answer."}
        </p>
      </figcaption>
    </figure>
  );
}
