import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { AppLink } from "@/app/_components/app-link.tsx";
import { CertificateTable } from "@/app/_components/register/certificates.tsx";
import { OrganizationName } from "@/app/_components/register/names.tsx";
import { PageHeader } from "@/app/_components/register/page-header.tsx";
import { Section } from "@/app/_components/register/section.tsx";
import { Contradictions, DeclarationTrouble, LabelFacts } from "@/app/_components/register/security-label.tsx";
import { TroublePage } from "@/app/_components/register/trouble.tsx";
import { Alert } from "@/app/_components/ui/alert.tsx";
import { Copy } from "@/app/_components/ui/copy.tsx";
import { Day } from "@/app/_components/ui/datetime.tsx";
import { Verify, VerifyItem } from "@/app/_components/ui/disclosure.tsx";
import { type CheckedDeclaration, readDeclaration, registerFacts } from "@/app/_lib/declarations.ts";
import { formatUnits } from "@/app/_lib/format.ts";
import { answer, readModel } from "@/app/_lib/read.ts";
import { feed } from "@/app/_lib/server.ts";
import { readable } from "@/app/_lib/words.ts";
import { countProvisions, type Declaration } from "@/lib/domain/declaration.ts";
import { answeringTimes, legalViews } from "@/lib/domain/declaration-views.ts";
import { allPages } from "@/lib/feed/all-pages.ts";
import type { DeclarationView, ModelView } from "@/lib/feed/wire.ts";
import { Challenges } from "./challenges.tsx";
import { LegalViewSheet } from "./legal-views.tsx";
import { Provisions } from "./provisions.tsx";
import { Versions } from "./versions.tsx";

type Props = { params: Promise<{ modelId: string }>; searchParams: Promise<{ version?: string | string[] }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { modelId } = await params;
  const { value: model } = await readModel(modelId);
  const name = readable(model?.name ?? `model ${modelId}`);
  return {
    title: `Security declaration of ${name}`,
    description: `What the maker of ${name} declares about its security, by ETSI EN 303 645 and as three laws ask for it.`,
    alternates: { canonical: `/models/${modelId}/declaration` },
  };
}

export default async function DeclarationPage({ params, searchParams }: Props) {
  const [{ modelId }, { version }] = await Promise.all([params, searchParams]);
  const { value: model } = await readModel(modelId);
  if (!model) return <TroublePage what="Security declaration" />;
  const versions = await answer(allPages((paging) => feed().declarations(model.id, paging)));
  if (versions.failed) return <TroublePage what="Security declaration" />;
  const shown = version === undefined ? versions.value[0] : versions.value.find((one) => `${one.version}` === version);
  if (!shown) notFound();
  const checked = await readDeclaration(model, shown);
  return (
    <article className="frame">
      <PageHeader
        trail={[
          { href: `/organizations/${model.maker.id}`, label: readable(model.maker.name) },
          { href: `/models/${model.id}`, label: readable(model.name) },
        ]}
        title={
          <>
            Security declaration of <bdi>{readable(model.name)}</bdi>
          </>
        }
      >
        <p>
          Version {shown.version}, declared by <OrganizationName organization={model.maker} /> on <Day at={shown.declaredAt} />.
        </p>
      </PageHeader>
      {shown === versions.value[0] ? null : (
        <Alert tone="warning" title={`Version ${shown.version} is not in force any more.`} className="mb-4">
          <AppLink href={`/models/${model.id}/declaration`} className="link">
            Read version {versions.value[0]?.version}
          </AppLink>
        </Alert>
      )}
      <Statement model={model} shown={shown} checked={checked} />
      <Section id="certificates" title="Certificates" lead="A laboratory certifies one version of a declaration, until a day.">
        {model.certificates.length > 0 ? <CertificateTable certificates={model.certificates} /> : <p>No laboratory has certified it.</p>}
      </Section>
      <Challenges model={model} shown={shown} />
      <Versions model={model} shown={shown} versions={versions.value} />
      <Section
        id="verify"
        title="Check it yourself"
        lead="The chain holds the classes of credentials and keys, and the digest of the document."
      >
        <Verify label="Show the digest">
          <VerifyItem term="Declaration (SHA-256)">
            <Copy value={shown.digest} what="digest of the declaration" ends={10} />{" "}
            {checked.declaration ? (
              <>
                matches{" "}
                <a href={`/documents/${shown.digest}`} className="link">
                  the stored document
                </a>
              </>
            ) : (
              <span className="text-checking">could not be matched with a document</span>
            )}
          </VerifyItem>
        </Verify>
      </Section>
    </article>
  );
}

type StatementProps = { model: ModelView; shown: DeclarationView; checked: CheckedDeclaration };

function Statement({ model, shown, checked }: StatementProps) {
  if (checked.state !== "checked")
    return (
      <>
        <DeclarationTrouble state={checked.state} />
        <LabelFacts model={model} declared={shown} declaration={null} />
      </>
    );
  const { declaration, contradictions } = checked;
  const { mandatory, recommended } = countProvisions(declaration);
  const views = legalViews(declaration, registerFacts(model, shown));
  return (
    <>
      <Contradictions of={contradictions} />
      <LabelFacts model={model} declared={shown} declaration={declaration} />
      <InTheirWords declaration={declaration} />
      <Section
        id="provisions"
        title="Provisions of EN 303 645"
        lead={`${declaration.standard}, table B.1, told in our words. Of ${formatUnits(mandatory.met + mandatory.notMet + mandatory.notApplicable, "mandatory provision")} ${mandatory.met} are met, ${mandatory.notMet} are not and ${mandatory.notApplicable} do not apply; of ${formatUnits(recommended.met + recommended.notMet + recommended.notApplicable, "recommendation")} ${recommended.met}, ${recommended.notMet} and ${recommended.notApplicable}.`}
      >
        <Provisions declaration={declaration} />
      </Section>
      <Section id="laws" title="As three laws ask for it" lead="From the same declaration, each in the order of its source.">
        {views.map((view) => (
          <LegalViewSheet key={view.id} view={view} lang={declaration.language} />
        ))}
      </Section>
    </>
  );
}

function InTheirWords({ declaration }: { declaration: Declaration }) {
  const { updates, personalData, telemetry, passwordChange, vulnerabilities, language } = declaration;
  const said: [term: string, text: string | undefined][] = [
    ["How updates reach it", updates.text],
    ["How the password is changed", passwordChange],
    ["Personal data", personalData],
    ["Data about its use", telemetry.text],
    ["Reports of vulnerabilities", [vulnerabilities.email, vulnerabilities.url, answeringTimes(declaration)].filter(Boolean).join("; ")],
  ];
  return (
    <Section id="words" title="In the maker's words">
      <dl className="grid gap-x-8 gap-y-4 sm:grid-cols-[14rem_1fr]">
        {said.map(([term, text]) =>
          text ? (
            <div key={term} className="contents">
              <dt className="text-ink-soft max-sm:-mb-3">{term}</dt>
              <dd className="wrap-anywhere max-w-prose whitespace-pre-line leading-relaxed" lang={language}>
                {text}
              </dd>
            </div>
          ) : null,
        )}
      </dl>
    </Section>
  );
}
