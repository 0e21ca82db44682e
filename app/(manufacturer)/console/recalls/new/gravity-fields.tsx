"use client";

import { Choice } from "@/app/_components/ui/choice.tsx";
import { EVIDENCE_WORDS, MEASURE_WORDS, SEVERITY_WORDS } from "@/app/_lib/words.ts";
import type { Evidence, Measure, Severity } from "@/lib/domain/kinds.ts";
import type { RecallForm } from "../../_components/recall-form.ts";

const MEASURES: Record<Measure, string> = {
  recall: "Units are asked back: returned, replaced or refunded.",
  "corrective-update": "Units stay and are fixed by an update.",
  "safety-warning": "Owners are warned; there is nothing to install or return.",
  withdrawal: "Units on the shelf are no longer sold.",
};

const SEVERITIES: Record<Severity, string> = {
  critical: "Life, health or many others are at risk now.",
  high: "Can be abused from afar, or cause injury.",
  medium: "Harm needs special circumstances.",
  low: "A nuisance, or hardly likely.",
};

const EVIDENCES: Record<Exclude<Evidence, "none">, string> = {
  owner: "Enough for most updates.",
  repairer: "Somebody who was there confirms it.",
  maker: "Your update service reports it.",
  device: "The unit itself proves what it runs.",
};

type Props = { form: RecallForm; onChange(change: Partial<RecallForm>): void };

const options = <Value extends string>(notes: Record<Value, string>, words: Record<Value, string>) =>
  (Object.keys(notes) as Value[]).map((value) => ({ value, label: words[value], note: notes[value] }));

/** What kind of case it is, and how grave. */
export function GravityFields({ form, onChange }: Props) {
  return (
    <div className="flex flex-col gap-6">
      <Choice
        legend="Measure"
        name="measure"
        options={options(MEASURES, MEASURE_WORDS)}
        value={form.measure}
        onChange={(measure) => onChange({ measure })}
        className="sm:grid-cols-2"
      />
      <Choice
        legend="Risk"
        name="severity"
        options={options(SEVERITIES, SEVERITY_WORDS)}
        value={form.severity}
        onChange={(severity) => onChange({ severity })}
        className="sm:grid-cols-2"
      />
    </div>
  );
}

/** When a unit counts as fixed. It is said once, when the recall is opened. */
export function EvidenceField({ form, onChange }: Props) {
  return (
    <div className="mt-6">
      <Choice
        legend="A unit counts as fixed with"
        name="evidence"
        options={options(EVIDENCES, EVIDENCE_WORDS)}
        value={form.minEvidence}
        onChange={(minEvidence) => onChange({ minEvidence })}
        className="sm:grid-cols-2"
      />
    </div>
  );
}
