"use client";

import { Disclosure } from "@/app/_components/ui/disclosure.tsx";
import { Field } from "@/app/_components/ui/field.tsx";
import { Select, Textarea } from "@/app/_components/ui/input.tsx";
import { ANSWER_WORDS } from "@/app/_lib/security-words.ts";
import type { DeclarationDraft } from "@/lib/domain/declaration-draft.ts";
import { CLAUSES, CONDITIONS, clauseOf, isMandatory, mayNotApply, PROVISIONS, type Provision } from "@/lib/domain/en303645.ts";
import type { FormProps } from "./word-fields.tsx";

type Answered = DeclarationDraft["provisions"][number];
type Props = Pick<FormProps, "draft" | "problems" | "onLeave"> & { onAnswer(answer: Answered): void };

/** Each provision of the standard with its answer, clause by clause. A clause in which something is wrong lies open. */
export function ProvisionFields({ draft, problems, onLeave, onAnswer }: Props) {
  const answers = new Map(draft.provisions.map((provision) => [provision.id, provision]));
  return (
    <div className="divide-y rounded-lg border bg-surface">
      {CLAUSES.map(({ id, title }) => {
        const own = PROVISIONS.filter((provision) => clauseOf(provision.id) === id);
        const answered = own.filter((provision) => answers.get(provision.id)?.answer).length;
        return (
          <Disclosure
            key={id}
            open={own.some((provision) => problems[`provisions.${provision.id}`]) || undefined}
            className="px-4 py-3 sm:px-5"
            summary={
              <>
                {id} {title}
                <span className="font-normal text-ink-soft">
                  {" "}
                  {answered} of {own.length} answered
                </span>
              </>
            }
          >
            <ul className="divide-y">
              {own.map((provision) => (
                <Answer
                  key={provision.id}
                  provision={provision}
                  given={answers.get(provision.id) ?? { id: provision.id, answer: "" }}
                  problem={problems[`provisions.${provision.id}`]}
                  onLeave={() => onLeave(`provisions.${provision.id}`)}
                  onAnswer={onAnswer}
                />
              ))}
            </ul>
          </Disclosure>
        );
      })}
    </div>
  );
}

type AnswerProps = {
  provision: Provision;
  given: Answered;
  problem: string | undefined;
  onLeave(): void;
  onAnswer(answer: Answered): void;
};

function Answer({ provision, given, problem, onLeave, onAnswer }: AnswerProps) {
  const { id, text, conditions } = provision;
  const isReasonMissing = given.answer !== "" && given.answer !== "met" && !given.reason?.trim();
  const choose = (chosen: string): void => {
    const { reason } = given;
    onAnswer({ id, answer: chosen as Answered["answer"], ...(reason && { reason }) });
  };
  return (
    <li className="grid gap-x-6 gap-y-3 py-4 sm:grid-cols-[minmax(0,1fr)_12rem]">
      <div className="leading-relaxed">
        <p>
          <span className="font-mono text-ink-soft text-sm">{id}</span> {text}
        </p>
        <p className="text-ink-soft text-sm">
          {isMandatory(provision) ? "Mandatory" : "Recommended"}
          {conditions.length > 0 ? ` where ${conditions.map((number) => CONDITIONS[number]).join(" and ")}` : ""}.
        </p>
      </div>
      <Field label={`Provision ${id}`} hideLabel error={isReasonMissing ? null : problem}>
        {(control) => (
          <Select {...control} value={given.answer} onChange={(event) => choose(event.target.value)} onBlur={onLeave}>
            <option value="">Not answered</option>
            <option value="met">{ANSWER_WORDS.met.word}</option>
            <option value="not-met">{ANSWER_WORDS["not-met"].word}</option>
            {mayNotApply(provision) ? <option value="not-applicable">{ANSWER_WORDS["not-applicable"].word}</option> : null}
          </Select>
        )}
      </Field>
      {given.answer === "" ? null : (
        <Field
          label={given.answer === "met" ? "How it is met" : given.answer === "not-met" ? "Why it is not met" : "Why it does not apply"}
          hint={given.answer === "met" ? "May stay empty." : undefined}
          error={isReasonMissing ? problem : null}
          required={given.answer !== "met"}
          className="sm:col-span-2"
        >
          {(control) => (
            <Textarea
              {...control}
              rows={2}
              className="min-h-11"
              value={given.reason ?? ""}
              onChange={(event) => onAnswer({ ...given, reason: event.target.value })}
              onBlur={onLeave}
            />
          )}
        </Field>
      )}
    </li>
  );
}
