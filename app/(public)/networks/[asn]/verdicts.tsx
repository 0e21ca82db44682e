import { VerdictBadge } from "@/app/_components/networks/verdict-badge.tsx";
import { Section } from "@/app/_components/register/section.tsx";
import { Card } from "@/app/_components/ui/card.tsx";
import { Day } from "@/app/_components/ui/datetime.tsx";
import { evidenceSentence, FAMILY_WORDS, VERDICT_WORDS } from "@/app/_lib/network-words.ts";
import { FAMILIES } from "@/lib/domain/network-standing.ts";
import type { NetworkView } from "@/lib/feed/wire.ts";

/** What the tests come to in each family, and what that rests on. @param now Time of the register. */
export const Verdicts = ({ network: { standing, retest }, now }: { network: NetworkView; now: number }) => (
  <Section
    id="verdicts"
    title="Does it filter packets with a false source?"
    lead="As RFC 2827 (BCP 38) and RFC 3704 and 8704 (BCP 84) ask. A test sends such packets out of the network and sees whether they arrive."
    className="mt-2 sm:mt-2"
  >
    <div className="grid gap-4 sm:grid-cols-2">
      {FAMILIES.map((family) => {
        const { verdict } = standing[family];
        const since = retest[family];
        return (
          <Card key={family}>
            <h3 className="flex flex-wrap items-center gap-2 font-semibold text-lg">
              {FAMILY_WORDS[family]} <VerdictBadge verdict={verdict} />
            </h3>
            <p className="mt-2">{VERDICT_WORDS[verdict].meaning}</p>
            <p className="mt-2 text-ink-soft text-sm">{evidenceSentence(standing[family], now)}</p>
            {since === null ? null : (
              <p className="mt-2 text-sm">
                Its operator has asked for a retest on <Day at={since} />; no newer test is recorded.
              </p>
            )}
          </Card>
        );
      })}
    </div>
  </Section>
);
