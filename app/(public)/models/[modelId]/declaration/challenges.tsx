import { AppLink } from "@/app/_components/app-link.tsx";
import { DisclosureTable } from "@/app/_components/disclosures/disclosure-table.tsx";
import { Section } from "@/app/_components/register/section.tsx";
import { Trouble } from "@/app/_components/register/trouble.tsx";
import { answer, readHealth } from "@/app/_lib/read.ts";
import { feed } from "@/app/_lib/server.ts";
import { timeAt } from "@/lib/domain/register-time.ts";
import { allPages } from "@/lib/feed/all-pages.ts";
import type { DeclarationView, ModelView } from "@/lib/feed/wire.ts";

/** Who says, with evidence, that a version is not kept. What a regulator confirmed stays here, whatever is declared next. */
export async function Challenges({ model, shown }: { model: ModelView; shown: DeclarationView }) {
  const [breaches, health] = await Promise.all([
    answer(allPages((paging) => feed().disclosures({ model: model.id, kind: "breach", ...paging }))),
    readHealth(),
  ]);
  const own = breaches.value?.filter(({ declaration }) => declaration === shown.version) ?? [];
  return (
    <Section id="challenges" title="Challenged" lead="Anybody may show that a declaration is not kept. Its maker owes an answer.">
      {breaches.failed ? (
        <Trouble what="The list of challenges" />
      ) : own.length > 0 ? (
        <DisclosureTable disclosures={own} now={health.value ? timeAt(health.value.block) : 0} />
      ) : (
        <p>Nobody has challenged version {shown.version}.</p>
      )}
      <p className="mt-3 text-sm">
        <AppLink href={`/disclosures/file?model=${model.id}`} className="link">
          Challenge it
        </AppLink>
      </p>
    </Section>
  );
}
