import { CircleCheck, CircleHelp, Hourglass, type LucideIcon, ShieldCheck, TriangleAlert } from "lucide-react";
import type { UnitState } from "@/app/_lib/unit-state.ts";
import { Badge, type Tone } from "./badge.tsx";

export type { UnitState };

const STATES: Record<UnitState, { word: string; icon: LucideIcon; tone: Tone }> = {
  affected: { word: "Affected", icon: TriangleAlert, tone: "affected" },
  checking: { word: "Being checked", icon: Hourglass, tone: "checking" },
  fixed: { word: "Fixed", icon: CircleCheck, tone: "fixed" },
  clear: { word: "Not affected", icon: ShieldCheck, tone: "clear" },
  unknown: { word: "Unknown", icon: CircleHelp, tone: "unknown" },
};

/** A state is always colour, icon and word together. */
export function StateBadge({ state, className }: { state: UnitState; className?: string }) {
  const { word, icon: Icon, tone } = STATES[state];
  return (
    <Badge tone={tone} className={className}>
      <Icon aria-hidden />
      {word}
    </Badge>
  );
}
