import { AppLink } from "@/app/_components/app-link.tsx";
import { Section } from "@/app/_components/register/section.tsx";
import { Badge } from "@/app/_components/ui/badge.tsx";
import { Day } from "@/app/_components/ui/datetime.tsx";
import { ChangedField } from "@/app/_components/version-changes.tsx";
import { readDeclaration } from "@/app/_lib/declarations.ts";
import { ANSWER_WORDS, CREDENTIAL_WORDS, KEY_WORDS } from "@/app/_lib/security-words.ts";
import { declarationDifference } from "@/lib/domain/declaration-difference.ts";
import { PROVISIONS } from "@/lib/domain/en303645.ts";
import type { DeclarationView, ModelView } from "@/lib/feed/wire.ts";

type Props = { model: ModelView; shown: DeclarationView /** Newest first. */; versions: readonly DeclarationView[] };

/** Every version stays here; the one on the page is told apart from the one before it. */
export function Versions({ model, shown, versions }: Props) {
  const before = versions.find(({ version }) => version === shown.version - 1);
  return (
    <Section id="versions" title="Versions" lead="What was declared once stays. A maker can only declare anew.">
      <ol className="divide-y rounded-lg border bg-surface">
        {versions.map(({ version, declaredAt, credentials, keys }) => (
          <li key={version} className="flex flex-wrap items-baseline gap-x-4 gap-y-1 px-4 py-3 sm:px-5">
            {version === shown.version ? (
              <span className="font-medium">Version {version}, on this page</span>
            ) : (
              <AppLink href={`/models/${model.id}/declaration?version=${version}`} className="link">
                Version {version}
              </AppLink>
            )}
            <Day at={declaredAt} className="text-ink-soft text-sm" />
            <span className="text-ink-soft text-sm">
              Password: {CREDENTIAL_WORDS[credentials].word.toLowerCase()}. Keys: {KEY_WORDS[keys].word.toLowerCase()}.
            </span>
          </li>
        ))}
      </ol>
      {before ? <Difference model={model} before={before} after={shown} /> : null}
    </Section>
  );
}

async function Difference({ model, before, after }: { model: ModelView; before: DeclarationView; after: DeclarationView }) {
  const [old, young] = await Promise.all([readDeclaration(model, before), readDeclaration(model, after)]);
  const title = (
    <h3 className="mt-8 mb-3 font-semibold text-lg tracking-tight">
      What version {after.version} changed in version {before.version}
    </h3>
  );
  if (!old.declaration || !young.declaration)
    return (
      <>
        {title}
        <p>The words of the two cannot be compared: one of them cannot be read here.</p>
      </>
    );
  const { provisions, fields } = declarationDifference(old.declaration, young.declaration);
  return (
    <>
      {title}
      {provisions.length + fields.length === 0 ? <p>Nothing: it was declared again as it was.</p> : null}
      <ul className="space-y-3">
        {provisions.map(({ id, before: was, after: is, reason }) => (
          <li key={id} className="leading-relaxed">
            <span className="font-mono text-ink-soft text-sm">{id}</span> {PROVISIONS.find((provision) => provision.id === id)?.text}{" "}
            {was === is ? null : (
              <>
                <Badge tone={ANSWER_WORDS[was].tone}>{ANSWER_WORDS[was].word}</Badge> became{" "}
              </>
            )}
            <Badge tone={ANSWER_WORDS[is].tone}>{ANSWER_WORDS[is].word}</Badge>
            {reason ? <span lang={young.declaration.language}> {reason}</span> : null}
          </li>
        ))}
      </ul>
      <dl className="mt-4 flex flex-col gap-4 leading-relaxed">
        {fields.map((change) => (
          <ChangedField key={change.field} {...change} />
        ))}
      </dl>
    </>
  );
}
