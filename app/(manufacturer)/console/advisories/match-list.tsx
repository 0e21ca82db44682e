import { Badge, type Tone } from "@/app/_components/ui/badge.tsx";
import { Checkbox } from "@/app/_components/ui/choice.tsx";
import { readable } from "@/app/_lib/words.ts";
import type { Match, MatchedProduct } from "@/lib/domain/product-match.ts";
import { toWire } from "@/lib/feed/scope-item.ts";
import { ScopeText } from "../_components/scope-text.tsx";

const STRENGTHS: Record<Match["strength"], { label: string; tone: Tone }> = {
  exact: { label: "Same article number", tone: "fixed" },
  strong: { label: "Same maker and product", tone: "fixed" },
  weak: { label: "Resembles", tone: "checking" },
};

const STATUSES = { affected: "affected", "under-investigation": "under investigation", fixed: "fixed", "not-affected": "not affected" };

type Props = {
  hits: MatchedProduct[];
  isTaken(hit: MatchedProduct, match: Match): boolean;
  onToggle(hit: MatchedProduct, match: Match): void;
};

/** Each product with what it fits, why, and what has to be decided first. */
export const MatchList = ({ hits, ...choice }: Props) => (
  <ul className="flex flex-col gap-4">
    {hits.map((hit) => (
      <li key={hit.product.id} className="rounded-lg border bg-surface p-4 sm:p-5">
        <h3 className="break-words font-medium">{readable(hit.product.name)}</h3>
        <p className="text-ink-soft text-sm">
          {[hit.product.vendor && readable(hit.product.vendor), hit.product.status && STATUSES[hit.product.status]]
            .filter(Boolean)
            .join(" · ")}
        </p>
        <ul className="mt-3 divide-y border-t">
          {hit.matches.map((match) => (
            <MatchItem key={match.model.id} hit={hit} match={match} {...choice} />
          ))}
        </ul>
      </li>
    ))}
  </ul>
);

function MatchItem({ hit, match, isTaken, onToggle }: Omit<Props, "hits"> & { hit: MatchedProduct; match: Match }) {
  const { model, strength, reasons, questions, scope } = match;
  const { label, tone } = STRENGTHS[strength];
  return (
    <li className="py-3">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <Checkbox checked={isTaken(hit, match)} disabled={scope.length === 0} onChange={() => onToggle(hit, match)}>
          <span className="font-medium">{readable(model.name)}</span> of {readable(model.maker.name)}
        </Checkbox>
        <Badge tone={tone}>{label}</Badge>
      </div>
      <div className="ml-7 text-sm leading-relaxed">
        <p className="text-ink-soft">By {reasons.map(({ text }) => readable(text)).join("; ")}.</p>
        {questions.map((question) => (
          <p key={question} className="text-checking">
            To decide: {readable(question)}
          </p>
        ))}
        <ul className="mt-1">
          {scope.map((item) => (
            <li key={Object.values(item).join()}>
              <ScopeText item={toWire(item)} />
            </li>
          ))}
        </ul>
        {scope.length === 0 ? <p className="text-ink-soft">No registered unit is meant.</p> : null}
      </div>
    </li>
  );
}
