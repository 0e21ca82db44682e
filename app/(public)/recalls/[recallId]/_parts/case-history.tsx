import { Section } from "@/app/_components/register/section.tsx";
import { Timeline } from "@/app/_components/register/timeline.tsx";
import { recallEntry } from "@/app/_lib/history.ts";
import type { RecallView } from "@/lib/feed/wire.ts";

/** Nothing in it is ever edited: versions and fixes are added. */
export function CaseHistory({ recall }: { recall: RecallView }) {
  return (
    <Section id="history" title="History" lead="Entries are only ever added. What single owners did is not listed.">
      <Timeline entries={recall.history.map((entry) => ({ id: entry.id, at: entry.time, ...recallEntry(entry, recall) }))} />
    </Section>
  );
}
