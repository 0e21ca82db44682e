import { CircleDot, CircleSlash2, Undo2 } from "lucide-react";
import { Badge, type Tone } from "@/app/_components/ui/badge.tsx";
import { CASE_WORDS, MEASURE_WORDS, SEVERITY_WORDS } from "@/app/_lib/words.ts";
import type { Measure, RecallState, Severity } from "@/lib/domain/kinds.ts";

const SEVERITY_TONES: Record<Severity, Tone> = { low: "neutral", medium: "checking", high: "affected", critical: "affected" };

export const MeasureBadge = ({ measure }: { measure: Measure }) => <Badge tone="accent">{MEASURE_WORDS[measure]}</Badge>;

export const SeverityBadge = ({ severity }: { severity: Severity }) => (
  <Badge tone={SEVERITY_TONES[severity]}>{SEVERITY_WORDS[severity]} risk</Badge>
);

const CASE_ICONS = { open: CircleDot, closed: CircleSlash2, withdrawn: Undo2 } satisfies Record<RecallState, unknown>;

/** Whether the case still takes entries; how far it has come is the completion's business. */
export function CaseBadge({ state }: { state: RecallState }) {
  const Icon = CASE_ICONS[state];
  return (
    <Badge tone="outline">
      <Icon aria-hidden />
      {CASE_WORDS[state]}
    </Badge>
  );
}
