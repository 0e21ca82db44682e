import type { Metadata } from "next";
import { AppLink } from "@/app/_components/app-link.tsx";
import { BatchList } from "@/app/_components/register/batch-list.tsx";
import { Fact, Facts } from "@/app/_components/register/facts.tsx";
import { PageFiles } from "@/app/_components/register/page-files.tsx";
import { PageHeader } from "@/app/_components/register/page-header.tsx";
import { RecallList } from "@/app/_components/register/recall-list.tsx";
import { Section } from "@/app/_components/register/section.tsx";
import { Trouble, TroublePage } from "@/app/_components/register/trouble.tsx";
import { Alert } from "@/app/_components/ui/alert.tsx";
import { Badge } from "@/app/_components/ui/badge.tsx";
import { Copy } from "@/app/_components/ui/copy.tsx";
import { Day } from "@/app/_components/ui/datetime.tsx";
import { alternates, files } from "@/app/_lib/files.ts";
import { type Answer, answer, readOrganization } from "@/app/_lib/read.ts";
import { feed } from "@/app/_lib/server.ts";
import { asciiDomain, countryName, ORG_KIND_WORDS, readable } from "@/app/_lib/words.ts";
import type { OrganizationView, Page, RecallSummary } from "@/lib/feed/wire.ts";
import { Operators } from "./operators.tsx";
import { ScorecardSection } from "./scorecard.tsx";

const filesOf = ({ id, kind }: OrganizationView) => files.organization(id, kind === "manufacturer");

type Props = { params: Promise<{ orgId: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { orgId } = await params;
  const { value: organization } = await readOrganization(orgId);
  if (!organization) return { title: `Organisation ${orgId}` };
  return {
    title: readable(organization.name),
    description: `${ORG_KIND_WORDS[organization.kind]} in ${countryName(organization.country)}: its recalls, products and batches.`,
    alternates: alternates(`/organizations/${organization.id}`, filesOf(organization)),
  };
}

export default async function OrganizationPage({ params }: Props) {
  const { orgId } = await params;
  const { value: organization } = await readOrganization(orgId);
  if (!organization) return <TroublePage what={`Organisation ${orgId}`} />;
  const { id, name, kind, domain, country, admittedAt, suspended, admin } = organization;
  return (
    <article className="frame">
      <PageHeader
        trail={[{ href: "/organizations", label: "Organisations" }]}
        title={<bdi>{readable(name)}</bdi>}
        badges={<Badge tone="outline">{ORG_KIND_WORDS[kind]}</Badge>}
      />
      {suspended ? (
        <Alert tone="warning" title="This organisation is suspended." className="mb-6">
          {kind === "manufacturer"
            ? "It can still recall and publish firmware, but register and report nothing."
            : "It can do nothing in the register."}
        </Alert>
      ) : null}
      <Facts>
        <Fact term="Domain">{asciiDomain(domain)}</Fact>
        <Fact term="Country">{countryName(country)}</Fact>
        <Fact term="Admitted">
          <Day at={admittedAt} />
        </Fact>
        <Fact term="Admin">
          <Copy value={admin} what="admin's address" />
        </Fact>
        <Fact term="Number">{id}</Fact>
      </Facts>
      {kind === "manufacturer" ? <ScorecardSection orgId={id} /> : null}
      <Recalls organization={organization} />
      <Operators organization={organization} />
      {kind === "manufacturer" ? <Batches orgId={id} /> : null}
      <PageFiles files={filesOf(organization)} />
    </article>
  );
}

async function Recalls({ organization: { id, kind } }: { organization: OrganizationView }) {
  if (kind !== "manufacturer" && kind !== "regulator") return null;
  const [issued, reaching] = await Promise.all([
    answer(feed().recalls({ issuer: id, limit: 5 })),
    kind === "manufacturer" ? answer(feed().recalls({ affects: id, limit: 5 })) : null,
  ]);
  return (
    <>
      {reaching ? (
        <Section id="affected" title="Recalls that reach its products" lead="Whoever issued them.">
          <Recent recalls={reaching} all={`/recalls?affects=${id}`} />
        </Section>
      ) : null}
      <Section id="issued" title="Recalls it issued">
        <Recent recalls={issued} all={`/recalls?issuer=${id}`} />
      </Section>
    </>
  );
}

type RecentProps = { recalls: Answer<Page<RecallSummary>>; all: string };

function Recent({ recalls, all }: RecentProps) {
  if (recalls.failed) return <Trouble what="The list of recalls" />;
  if (recalls.value.items.length === 0) return <p className="text-ink-soft">None.</p>;
  return (
    <>
      <RecallList recalls={recalls.value.items} />
      {recalls.value.next ? (
        <p className="mt-3">
          <AppLink href={all} className="link">
            All of them
          </AppLink>
        </p>
      ) : null}
    </>
  );
}

async function Batches({ orgId }: { orgId: number }) {
  const batches = await answer(feed().batches({ org: orgId, limit: 100 }));
  return (
    <Section id="batches" title="Batches">
      {batches.failed ? <Trouble what="The list of batches" /> : <BatchList batches={batches.value.items} withModel />}
    </Section>
  );
}
