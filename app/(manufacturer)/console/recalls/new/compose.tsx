"use client";

import { type ReactNode, useEffect } from "react";
import { Alert } from "@/app/_components/ui/alert.tsx";
import { Button } from "@/app/_components/ui/button.tsx";
import { TransactionLife } from "@/app/_components/wallet/transaction-life.tsx";
import { usePreview } from "@/app/_hooks/use-feed.ts";
import { useKept } from "@/app/_hooks/use-kept.ts";
import { affectedBrands } from "@/app/_lib/affected.ts";
import { formatUnits } from "@/app/_lib/format.ts";
import { readable } from "@/app/_lib/words.ts";
import { releaseGas } from "@/lib/chain/recall-gas.ts";
import { useConsole } from "../../_components/console-context.ts";
import { OutcomeNotice } from "../../_components/outcome-notice.tsx";
import { PreviewPanel } from "../../_components/preview-panel.tsx";
import { emptyForm, type FormProblems, problemsOf, type RecallForm, type Taken } from "../../_components/recall-form.ts";
import { noticeOf, recallOf } from "../../_components/recall-notice.ts";
import { useJudged } from "../../_components/use-judged.ts";
import { useRecallActs } from "../../_components/use-recall-acts.ts";
import { WhoMayRelease } from "../../_components/who-may-release.tsx";
import { FixFields } from "./fix-fields.tsx";
import { EvidenceField, GravityFields } from "./gravity-fields.tsx";
import { NoticeFields } from "./notice-fields.tsx";
import { NoticeFindings } from "./notice-findings.tsx";
import { ScopePicker } from "./scope-picker.tsx";
import { OPEN_FINDINGS, useFindings } from "./use-findings.ts";

/** The notice has no digest before it is stored; for its price any will do that has hardly a zero in it. */
const SOME_DIGEST = `0x${"ff".repeat(32)}` as const;

/** The whole form, with the consequences counted beside it. What was typed is kept until the tab is closed. */
export function Compose() {
  const { account, organization, may } = useConsole();
  const blank = emptyForm(readable(organization.name));
  const [kept, setForm] = useKept<RecallForm>(`recall.${organization.id}`, blank);
  // What was kept by an earlier version of this page lacks newer fields.
  const form = { ...blank, ...kept };
  const preview = usePreview(form.scope);
  const models = affectedBrands(preview.data?.affected ?? []).flatMap((brand) => brand.models);
  const acts = useRecallActs();

  // What is done must not come back in the next recall.
  const isDone = acts.outcome !== null;
  useEffect(() => {
    if (isDone) setForm(emptyForm(readable(organization.name)));
  }, [isDone, organization.name, setForm]);

  const findings = useFindings(noticeOf(form, models), form.measure);
  const problems: FormProblems & { findings?: string } = { ...problemsOf(form), ...(findings.isOpen && { findings: OPEN_FINDINGS }) };
  const { shown, sheet, leave, isRefused, whenSound } = useJudged(problems);
  const change = (part: Partial<RecallForm>) => setForm((before) => ({ ...before, ...part }));

  if (acts.outcome)
    return (
      <div className="flex max-w-2xl flex-col gap-4">
        <OutcomeNotice outcome={acts.outcome} />
        <TransactionLife state={acts.state} />
      </div>
    );
  return (
    <div className="grid items-start gap-8 lg:grid-cols-[minmax(0,1fr)_24rem]">
      <div ref={sheet} className="flex flex-col gap-10">
        {form.taken ? <FromAdvisory taken={form.taken} onDrop={() => setForm(emptyForm(readable(organization.name)))} /> : null}
        <Part title="What is affected">
          <ScopePicker scope={form.scope} onChange={(scope) => change({ scope })} problem={shown.scope} />
        </Part>
        <Part title="How grave it is">
          <GravityFields form={form} onChange={change} />
          <EvidenceField form={form} onChange={change} />
        </Part>
        <Part title="What owners read">
          <NoticeFields form={form} problems={shown} onChange={change} onLeave={leave} />
          <div className="mt-6">
            <NoticeFindings {...findings} problem={shown.findings} />
          </div>
        </Part>
        {organization.kind === "manufacturer" ? (
          <Part title="What fixes it">
            <FixFields form={form} onChange={change} />
          </Part>
        ) : null}
      </div>
      <div className="flex flex-col gap-4 lg:sticky lg:top-32">
        <PreviewPanel scope={form.scope} gas={releaseGas({ step: "open", recall: recallOf(form, organization.id, SOME_DIGEST) })} />
        <Alert title="It takes two people.">
          <p>
            {may("recall-draft") ? <WhoMayRelease drafter={account} /> : "You may not draft recalls. A colleague with that right has to."}{" "}
            Until then its content stays within your organisation.
          </p>
        </Alert>
        <div className="flex flex-col gap-2">
          {may("recall-draft") ? (
            <Button size="lg" disabled={acts.isBusy} onClick={() => whenSound(() => acts.draft(form, models))}>
              Draft for a colleague
            </Button>
          ) : null}
          {isRefused ? (
            <p className="text-danger text-sm" role="status">
              Something is missing; see the fields marked in red.
            </p>
          ) : null}
        </div>
        <TransactionLife state={acts.state} />
      </div>
    </div>
  );
}

/** Where the fields were filled from, and what goes along that has no field. */
const FromAdvisory = ({ taken, onDrop }: { taken: Taken; onDrop(): void }) => (
  <Alert title={`From the advisory ${readable(taken.source?.id ?? "")}`}>
    <p>
      Its {formatUnits(taken.products.length, "product")} and its vulnerabilities go into the notice as they are. Read every field: it was
      written for administrators, and owners need plainer words.
    </p>
    <Button variant="secondary" size="sm" className="mt-3" onClick={onDrop}>
      Begin with an empty form
    </Button>
  </Alert>
);

const Part = ({ title, children }: { title: string; children: ReactNode }) => (
  <section>
    <h2 className="mb-4 font-semibold text-xl tracking-tight">{title}</h2>
    {children}
  </section>
);
