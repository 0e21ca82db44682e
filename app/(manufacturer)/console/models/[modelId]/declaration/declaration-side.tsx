import { Card, CardTitle } from "@/app/_components/ui/card.tsx";
import { formatUnits } from "@/app/_lib/format.ts";
import { readable } from "@/app/_lib/words.ts";
import { countProvisions, type Declaration } from "@/lib/domain/declaration.ts";
import type { DeclarationDraft } from "@/lib/domain/declaration-draft.ts";
import { legalViews, missingFields } from "@/lib/domain/declaration-views.ts";
import type { ModelView } from "@/lib/feed/wire.ts";

type Props = { model: ModelView; draft: DeclarationDraft; declaration: Declaration | null /** Things to do. */; left: number };

/** How far it is, and what it says once it is whole. */
export function DeclarationSide({ model, draft, declaration, left }: Props) {
  const answered = draft.provisions.filter(({ answer }) => answer !== "").length;
  return (
    <Card>
      <CardTitle>
        <bdi>{readable(model.name)}</bdi>
      </CardTitle>
      <dl className="mt-3 grid grid-cols-[1fr_auto] gap-x-4 gap-y-2 text-sm">
        <dt className="text-ink-soft">Provisions answered</dt>
        <dd className="text-right tabular-nums">
          {answered} of {draft.provisions.length}
        </dd>
        <dt className="text-ink-soft">Left to do</dt>
        <dd className="text-right tabular-nums">{left === 0 ? "nothing" : formatUnits(left, "field")}</dd>
        {declaration ? <Whole model={model} declaration={declaration} /> : null}
      </dl>
    </Card>
  );
}

function Whole({ model, declaration }: { model: ModelView; declaration: Declaration }) {
  const { mandatory, recommended } = countProvisions(declaration);
  const register = { ...model, supportEnd: declaration.support.until, declaredOn: declaration.signed.date, certificates: [] };
  return (
    <>
      <dt className="text-ink-soft">Mandatory provisions not met</dt>
      <dd className="text-right tabular-nums">{mandatory.notMet}</dd>
      <dt className="text-ink-soft">Recommendations not met</dt>
      <dd className="text-right tabular-nums">{recommended.notMet}</dd>
      {legalViews(declaration, register).map((view) => (
        <div key={view.id} className="contents">
          <dt className="text-ink-soft">Not stated, {view.title}</dt>
          <dd className="text-right tabular-nums">
            {missingFields(view).length} of {view.fields.length}
          </dd>
        </div>
      ))}
    </>
  );
}
