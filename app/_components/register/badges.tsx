import { CircleDot, CircleSlash2 } from "lucide-react";
import { Badge, type Tone } from "@/app/_components/ui/badge.tsx";
import { MEASURE_WORDS, SEVERITY_WORDS } from "@/app/_lib/words.ts";
import type { Measure, RecallState, Severity } from "@/lib/domain/kinds.ts";

const SEVERITY_TONES: Record<Severity, Tone> = { low: "neutral", medium: "checking", high: "affected", critical: "affected" };

export const MeasureBadge = ({ measure }: { measure: Measure }) => <Badge tone="accent">{MEASURE_WORDS[measure]}</Badge>;

export const SeverityBadge = ({ severity }: { severity: Severity }) => (
  <Badge tone={SEVERITY_TONES[severity]}>{SEVERITY_WORDS[severity]} risk</Badge>
);

/** Whether the case still takes entries; how far it has come is the completion's business. */
export const CaseBadge = ({ state }: { state: RecallState }) => (
  <Badge tone="outline">
    {state === "open" ? <CircleDot aria-hidden /> : <CircleSlash2 aria-hidden />}
    {state === "open" ? "Open" : "Closed"}
  </Badge>
);
