import { FileText, ShieldQuestion } from "lucide-react";
import { AppLink } from "@/app/_components/app-link.tsx";
import { Alert } from "@/app/_components/ui/alert.tsx";
import { Badge } from "@/app/_components/ui/badge.tsx";
import { Day } from "@/app/_components/ui/datetime.tsx";
import { type CheckedDeclaration, readDeclaration } from "@/app/_lib/declarations.ts";
import { CREDENTIAL_WORDS, DELIVERY_WORDS, KEY_WORDS } from "@/app/_lib/security-words.ts";
import { readable } from "@/app/_lib/words.ts";
import { lastMoment } from "@/lib/domain/certificate.ts";
import { countProvisions, type Declaration } from "@/lib/domain/declaration.ts";
import type { DeclarationView, ModelView } from "@/lib/feed/wire.ts";
import { CertificateBadge } from "./certificates.tsx";
import { Fact, Facts } from "./facts.tsx";
import { Section } from "./section.tsx";

/** What a buyer needs to know about the security of a model, from what its maker declared. */
export function SecurityLabel({ model }: { model: ModelView }) {
  return (
    <Section id="security" title="Security" lead="What its maker declares. The register keeps it for good and tests nothing of it.">
      {model.declaration ? <Declared model={model} declared={model.declaration} /> : <Nothing maker={readable(model.maker.name)} />}
    </Section>
  );
}

const Nothing = ({ maker }: { maker: string }) => (
  <div className="flex gap-4 rounded-lg border bg-surface p-5 sm:p-6">
    <ShieldQuestion className="size-7 shrink-0 text-unknown" strokeWidth={1.75} aria-hidden />
    <div>
      <h3 className="font-semibold text-lg">Nothing is declared</h3>
      <p className="mt-1 max-w-prose text-ink-soft leading-relaxed">
        <bdi>{maker}</bdi> has not said which password the device comes with, how it is updated, or where vulnerabilities are reported.
      </p>
    </div>
  </div>
);

async function Declared({ model, declared }: { model: ModelView; declared: DeclarationView }) {
  const checked = await readDeclaration(model, declared);
  return (
    <>
      {checked.state === "checked" ? <Contradictions of={checked.contradictions} /> : <DeclarationTrouble state={checked.state} />}
      <LabelFacts model={model} declared={declared} declaration={checked.declaration} />
      <p className="mt-4 text-ink-soft text-sm leading-relaxed">
        <FileText className="mr-1.5 inline size-4 align-text-bottom" aria-hidden />
        Version {declared.version}, declared on <Day at={declared.declaredAt} />.{" "}
        <AppLink href={`/models/${model.id}/declaration`} className="link">
          The whole declaration, and what it says under three laws
        </AppLink>
      </p>
    </>
  );
}

type FactsProps = { model: ModelView; declared: DeclarationView; declaration: Declaration | null };

/** Classes and days are from the chain; what the document adds is left out where it cannot be checked. */
export function LabelFacts({ model, declared: { credentials, keys }, declaration }: FactsProps) {
  const { supportEnd, certificates } = model;
  return (
    <Facts>
      <Fact term="Password it comes with">
        <Meaning of={CREDENTIAL_WORDS[credentials]} />
      </Fact>
      <Fact term="Keys inside">
        <Meaning of={KEY_WORDS[keys]} />
      </Fact>
      <Fact term="Security updates until">{supportEnd > 0 ? <Day at={supportEnd} /> : "No date promised"}</Fact>
      {declaration ? <FromDocument declaration={declaration} /> : null}
      <Fact term="Certificates">
        {certificates.length === 0 ? "None" : null}
        <ul className="flex flex-col gap-1">
          {certificates.map(({ laboratory, state, validUntil }) => (
            <li key={laboratory.id}>
              <bdi>{readable(laboratory.name)}</bdi> <CertificateBadge state={state} />
              {state === "in-force" ? (
                <span className="text-ink-soft text-sm">
                  {" "}
                  until <Day at={lastMoment({ validUntil })} />
                </span>
              ) : null}
            </li>
          ))}
        </ul>
      </Fact>
    </Facts>
  );
}

function FromDocument({ declaration }: { declaration: Declaration }) {
  const { updates, vulnerabilities, telemetry, mud } = declaration;
  const { mandatory } = countProvisions(declaration);
  const asked = mandatory.met + mandatory.notMet;
  return (
    <>
      <Fact term="Updates">{DELIVERY_WORDS[updates.delivery]}</Fact>
      <Fact term="Basic requirements (EN 303 645)">
        {mandatory.met} of {asked} that apply are met
        {mandatory.notMet > 0 ? (
          <>
            {" "}
            <Badge tone="affected">{mandatory.notMet} not met</Badge>
          </>
        ) : null}
      </Fact>
      <Fact term="Vulnerabilities are reported to">
        <span className="wrap-anywhere">{vulnerabilities.email ?? vulnerabilities.url}</span>
      </Fact>
      <Fact term="Sends data about its use">{telemetry.collected ? "Yes" : "No"}</Fact>
      {mud ? (
        <Fact term="MUD file, for routers">
          <a href={mud} rel="noreferrer nofollow" className="link wrap-anywhere">
            {mud}
          </a>
        </Fact>
      ) : null}
    </>
  );
}

const Meaning = ({ of: { word, meaning, tone } }: { of: (typeof KEY_WORDS)["absent"] }) => (
  <>
    {tone === "affected" ? <Badge tone={tone}>{word}</Badge> : word}
    <span className="block text-ink-soft text-sm leading-snug">{meaning}</span>
  </>
);

const TROUBLE = {
  missing: {
    title: "The text of this declaration is not here.",
    text: "The register holds its digest only, and the document was not found in this site's store. What is shown is from the chain.",
  },
  altered: {
    title: "The text of this declaration was altered and is not shown.",
    text: "The stored document does not match the digest that its maker recorded. Do not trust copies of it; what is shown is from the chain.",
  },
  unreadable: {
    title: "This declaration cannot be read.",
    text: "The document matches its digest, but it is not in the form of a declaration. What is shown is from the chain.",
  },
} as const;

export const DeclarationTrouble = ({ state }: { state: Exclude<CheckedDeclaration["state"], "checked"> }) => (
  <Alert tone={state === "altered" ? "danger" : "warning"} title={TROUBLE[state].title} className="mb-4">
    <p>{TROUBLE[state].text}</p>
  </Alert>
);

/** What the maker says in the document, and otherwise on chain. */
export const Contradictions = ({ of: found }: { of: readonly string[] }) =>
  found.length === 0 ? null : (
    <Alert tone="warning" title="The declaration contradicts the register." className="mb-4">
      <ul className="list-disc pl-5">
        {found.map((sentence) => (
          <li key={sentence} className="first-letter:uppercase">
            {sentence}.
          </li>
        ))}
      </ul>
    </Alert>
  );
