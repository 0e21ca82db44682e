"use client";

import { type ReactNode, useEffect, useMemo } from "react";
import { Field } from "@/app/_components/ui/field.tsx";
import { Textarea } from "@/app/_components/ui/input.tsx";
import { TransactionLife } from "@/app/_components/wallet/transaction-life.tsx";
import { useKept } from "@/app/_hooks/use-kept.ts";
import type { Notice } from "@/lib/domain/notice-document.ts";
import type { RecallView } from "@/lib/feed/wire.ts";
import { OutcomeNotice } from "../../../_components/outcome-notice.tsx";
import { ScopeText } from "../../../_components/scope-text.tsx";
import { useJudged } from "../../../_components/use-judged.ts";
import { useRecallActs } from "../../../_components/use-recall-acts.ts";
import { GravityFields } from "../../new/gravity-fields.tsx";
import { NoticeFields } from "../../new/notice-fields.tsx";
import { NoticeFindings } from "../../new/notice-findings.tsx";
import { ScopePicker } from "../../new/scope-picker.tsx";
import { OPEN_FINDINGS, useFindings } from "../../new/use-findings.ts";
import { AmendChanges } from "./amend-changes.tsx";
import { AmendSide } from "./amend-side.tsx";
import { type AmendmentForm, amendmentProblems, beginAmendment } from "./amendment-form.ts";
import { useAmendment } from "./use-amendment.ts";

type Props = { present: RecallView; notice: Notice };

/** The fields of the recall as it stands, and beside them what the changes mean. What was typed is kept until the tab is closed. */
export function AmendForm({ present, notice }: Props) {
  const begun = useMemo(() => beginAmendment(present, notice), [present, notice]);
  const [form, setForm] = useKept<AmendmentForm>(`amendment.${present.id}.${present.version}`, begun);
  const amendment = useAmendment({ present, notice, form, begun });
  const acts = useRecallActs();
  const findings = useFindings(amendment.notice, form.measure);
  // A notice that stays as it is was judged when it was drafted.
  const isOpen = findings.isOpen && amendment.renewed !== null;
  const { shown, sheet, leave, isRefused, whenSound } = useJudged({
    ...amendmentProblems(form, present),
    ...(isOpen && { findings: OPEN_FINDINGS }),
  });
  const change = (part: Partial<AmendmentForm>) => setForm((before) => ({ ...before, ...part }));

  // What is drafted must not be offered as a change once more.
  const isDone = acts.outcome !== null;
  useEffect(() => {
    if (isDone) setForm(begun);
  }, [isDone, begun, setForm]);

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
        <Part title="Why it changes">
          <Field label="Reason" hint="It will stand on the recall's page." error={shown.reason} required>
            {(control) => (
              <Textarea
                {...control}
                rows={2}
                value={form.reason}
                onChange={(event) => change({ reason: event.target.value })}
                onBlur={() => leave("reason")}
              />
            )}
          </Field>
        </Part>
        <Part title="What changes in its scope">
          <p className="mb-2 text-ink-soft text-sm">It means so far:</p>
          <ul className="mb-4 list-disc space-y-1 pl-5 text-sm">
            {present.scope.map((item) => (
              <li key={`${item.kind}-${item.excluded}-${item.subject}-${item.first}`}>
                <ScopeText item={item} />
              </li>
            ))}
          </ul>
          <ScopePicker scope={form.scope} before={present.scope.length} onChange={(scope) => change({ scope })} problem={shown.scope} />
        </Part>
        <Part title="How grave it is">
          <GravityFields form={form} onChange={change} />
        </Part>
        <Part title="What owners read">
          <NoticeFields form={form} problems={shown} onChange={change} onLeave={leave} />
          <div className="mt-6">
            <NoticeFindings {...findings} problem={shown.findings} />
          </div>
        </Part>
        <AmendChanges version={amendment.amendment.version} difference={amendment.difference} isSame={amendment.isSame} />
      </div>
      <AmendSide
        present={present}
        amendment={amendment.amendment}
        added={form.scope}
        isSame={amendment.isSame}
        acts={acts}
        isRefused={isRefused}
        onDraft={() => whenSound(() => acts.draftAmendment(amendment.amendment, amendment.renewed))}
      />
    </div>
  );
}

const Part = ({ title, children }: { title: string; children: ReactNode }) => (
  <section>
    <h2 className="mb-4 font-semibold text-xl tracking-tight">{title}</h2>
    {children}
  </section>
);
