import { Section } from "@/app/_components/register/section.tsx";
import { attackSentence } from "@/app/_lib/network-words.ts";
import type { ModelView } from "@/lib/feed/wire.ts";

/** How many devices of a model were reported for attacks. */
export const Attacked = ({ model }: { model: ModelView }) => (
  <Section
    id="attacks"
    title="Devices reported for attacks"
    lead="Reports that reached network operators, as they publish them week by week."
  >
    <p>{attackSentence(model.attacks)}</p>
    <p className="mt-3 text-sm">
      <a href={`/api/feed/v1/attacks?model=${model.id}`} type="application/json" className="link">
        Week by week as JSON
      </a>{" "}
      ·{" "}
      <a href={`/api/feed/v1/attacks.csv?model=${model.id}`} type="text/csv" className="link">
        as CSV
      </a>
    </p>
  </Section>
);
