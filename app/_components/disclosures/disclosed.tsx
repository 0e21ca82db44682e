import { AppLink } from "@/app/_components/app-link.tsx";
import { Section } from "@/app/_components/register/section.tsx";
import { STANDING_WORDS } from "@/app/_lib/disclosure-words.ts";
import { formatCount } from "@/app/_lib/format.ts";
import { readable } from "@/app/_lib/words.ts";
import { STANDINGS } from "@/lib/domain/disclosure.ts";
import type { ModelView } from "@/lib/feed/wire.ts";

/** What was disclosed about a model, counted by how far it can be relied on. */
export function Disclosed({ model }: { model: ModelView }) {
  const there = STANDINGS.filter((standing) => model.disclosures[standing] > 0);
  return (
    <Section id="disclosures" title="Disclosures" lead="What researchers have found out about this model, and whether its maker answers.">
      {there.length === 0 ? (
        <p className="text-ink-soft">
          Nobody has disclosed anything about <bdi>{readable(model.name)}</bdi>.
        </p>
      ) : (
        <ul className="flex flex-wrap gap-x-6 gap-y-1">
          {there.map((standing) => (
            <li key={standing}>
              <AppLink href={`/disclosures?model=${model.id}&standing=${standing}`} className="link">
                {STANDING_WORDS[standing].word}: {formatCount(model.disclosures[standing])}
              </AppLink>
            </li>
          ))}
        </ul>
      )}
      <p className="mt-3 text-sm">
        <AppLink href={`/disclosures/file?model=${model.id}`} className="link">
          Disclose something
        </AppLink>
      </p>
    </Section>
  );
}
