import { CircleCheck, CircleHelp, Hourglass, type LucideIcon, ShieldCheck, TriangleAlert } from "lucide-react";
import { Badge, type Tone } from "./badge.tsx";

/** How a unit stands towards a recall. `checking` is a unit that runs the fix, but not with the evidence the case demands. */
export type UnitState = "affected" | "checking" | "fixed" | "clear" | "unknown";

export const STATES: Record<UnitState, { word: string; icon: LucideIcon; tone: Tone }> = {
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
