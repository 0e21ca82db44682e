import { CircleDashed, CircleHelp, GitCompareArrows, ShieldCheck, ShieldX } from "lucide-react";
import { Badge, type Tone } from "@/app/_components/ui/badge.tsx";
import { VERDICT_WORDS } from "@/app/_lib/network-words.ts";
import type { NetworkVerdict } from "@/lib/domain/network-standing.ts";

const LOOKS: Record<NetworkVerdict, { tone: Tone; icon: typeof ShieldCheck }> = {
  filters: { tone: "fixed", icon: ShieldCheck },
  spoofable: { tone: "affected", icon: ShieldX },
  conflicting: { tone: "checking", icon: GitCompareArrows },
  "too-few-tests": { tone: "outline", icon: CircleDashed },
  unknown: { tone: "unknown", icon: CircleHelp },
};

/** What tests of a network come to, in a word. */
export function VerdictBadge({ verdict }: { verdict: NetworkVerdict }) {
  const { tone, icon: Icon } = LOOKS[verdict];
  return (
    <Badge tone={tone}>
      <Icon aria-hidden />
      {VERDICT_WORDS[verdict].word}
    </Badge>
  );
}
