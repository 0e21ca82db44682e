"use client";

import { Cpu } from "lucide-react";
import { useState } from "react";
import { AppLink } from "@/app/_components/app-link.tsx";
import { Trouble } from "@/app/_components/register/trouble.tsx";
import { Alert } from "@/app/_components/ui/alert.tsx";
import { Button } from "@/app/_components/ui/button.tsx";
import { EmptyState } from "@/app/_components/ui/empty-state.tsx";
import { Skeleton } from "@/app/_components/ui/skeleton.tsx";
import { TransactionLife } from "@/app/_components/wallet/transaction-life.tsx";
import { useModel } from "@/app/_hooks/use-feed.ts";
import { useKept } from "@/app/_hooks/use-kept.ts";
import { readable } from "@/app/_lib/words.ts";
import { type DeclarationDraft, emptyDeclaration } from "@/lib/domain/declaration-draft.ts";
import type { ModelView } from "@/lib/feed/wire.ts";
import { useConsole } from "../../../_components/console-context.ts";
import { useJudged } from "../../../_components/use-judged.ts";
import { Begin } from "./begin.tsx";
import { judge, withAt } from "./declaration-form.ts";
import { DeclarationParts } from "./declaration-parts.tsx";
import { DeclarationSide } from "./declaration-side.tsx";
import { useDeclare } from "./use-declare.ts";

/** The form for the security of a model, for who registers the models of its maker. */
export function Declare({ modelId }: { modelId: string }) {
  const { organization, may } = useConsole();
  const model = useModel(modelId);
  if (model.isPending) return <Skeleton className="h-96" />;
  if (!model.data) return <Trouble what="The model" />;
  if (model.data.maker.id !== organization.id)
    return (
      <EmptyState icon={Cpu} title="The model is another organisation's">
        Only its maker declares its security.
      </EmptyState>
    );
  if (!may("models"))
    return (
      <EmptyState icon={Cpu} title="You may not declare the security of models">
        A colleague with the right to register models has to.
      </EmptyState>
    );
  return <Form model={model.data} />;
}

/** The empty form, signed today. */
function blankOf(model: ModelView): DeclarationDraft {
  const maker = { name: readable(model.maker.name) };
  const today = new Date().toISOString().slice(0, 10);
  return withAt(emptyDeclaration({ ...model, name: readable(model.name), maker }), "signed.date", today);
}

function Form({ model }: { model: ModelView }) {
  const [blank] = useState(() => blankOf(model));
  const [draft, setDraft] = useKept<DeclarationDraft>(`declaration.${model.id}`, blank);
  const { declare, state, isBusy } = useDeclare(model);
  const [before] = useState(model.declaration?.version ?? 0); // as it was before the act
  const { problems, declaration } = judge(draft, model);
  const { shown, sheet, leave, isRefused, whenSound } = useJudged(problems);

  if (state.step === "done")
    return (
      <div className="flex max-w-2xl flex-col gap-4">
        <Alert tone="success" role="status" title={`Version ${before + 1} of the declaration is in force.`}>
          <p>Everybody who looks the model up sees it from now on. A certificate of an earlier version does not cover it.</p>
          <Button asChild size="sm" className="mt-3">
            <AppLink href={`/models/${model.id}/declaration`}>See the public page</AppLink>
          </Button>
        </Alert>
        <TransactionLife state={state} />
      </div>
    );
  return (
    <div className="grid items-start gap-8 lg:grid-cols-[minmax(0,1fr)_22rem]">
      <div ref={sheet} className="flex flex-col gap-10">
        <Begin model={model} blank={blank} draft={draft} onTake={setDraft} />
        <DeclarationParts
          draft={draft}
          problems={shown}
          onLeave={leave}
          onSay={(path, value) => setDraft((now) => withAt(now, path, value))}
        />
      </div>
      <div className="flex flex-col gap-4 lg:sticky lg:top-32">
        <DeclarationSide model={model} draft={draft} declaration={declaration} left={Object.keys(problems).length} />
        <Button
          size="lg"
          disabled={isBusy}
          onClick={() =>
            whenSound(async () => {
              if (declaration && (await declare(declaration))) setDraft(blank);
            })
          }
        >
          Declare in public
        </Button>
        {isRefused ? (
          <p className="text-danger text-sm" role="status">
            Something is missing; see the fields marked in red.
          </p>
        ) : null}
        <TransactionLife state={state} />
      </div>
    </div>
  );
}
