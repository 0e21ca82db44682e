import { BadgeCheck, CircleDashed, CircleSlash, Hourglass, MessageSquare, Undo2 } from "lucide-react";
import { Badge, type Tone } from "@/app/_components/ui/badge.tsx";
import { STANDING_WORDS } from "@/app/_lib/disclosure-words.ts";
import type { Standing } from "@/lib/domain/disclosure.ts";

const LOOKS: Record<Standing, { tone: Tone; icon: typeof BadgeCheck }> = {
  confirmed: { tone: "affected", icon: BadgeCheck },
  demanded: { tone: "checking", icon: Hourglass },
  answered: { tone: "accent", icon: MessageSquare },
  unanswered: { tone: "outline", icon: CircleDashed },
  dismissed: { tone: "neutral", icon: CircleSlash },
  withdrawn: { tone: "neutral", icon: Undo2 },
};

/** How far a disclosure can be relied on. */
export function StandingBadge({ standing }: { standing: Standing }) {
  const { tone, icon: Icon } = LOOKS[standing];
  return (
    <Badge tone={tone}>
      <Icon aria-hidden />
      {STANDING_WORDS[standing].word}
    </Badge>
  );
}
