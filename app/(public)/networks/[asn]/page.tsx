import type { Metadata } from "next";
import { OrganizationName } from "@/app/_components/register/names.tsx";
import { PageFiles } from "@/app/_components/register/page-files.tsx";
import { PageHeader } from "@/app/_components/register/page-header.tsx";
import { Section } from "@/app/_components/register/section.tsx";
import { Timeline } from "@/app/_components/register/timeline.tsx";
import { TroublePage } from "@/app/_components/register/trouble.tsx";
import { alternates, files } from "@/app/_lib/files.ts";
import { networkEntry, VERDICT_WORDS } from "@/app/_lib/network-words.ts";
import { readNetwork } from "@/app/_lib/read.ts";
import { countryName } from "@/app/_lib/words.ts";
import { timeAt } from "@/lib/domain/register-time.ts";
import { EmbedBadge } from "./embed-badge.tsx";
import { Observations } from "./observations.tsx";
import { OperatorWords } from "./operator-words.tsx";
import { Verdicts } from "./verdicts.tsx";
import { VerifyNetwork } from "./verify-network.tsx";
import { Weeks } from "./weeks.tsx";

type Props = { params: Promise<{ asn: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { asn } = await params;
  const { value } = await readNetwork(asn);
  if (!value) return { title: `Network ${asn}` };
  const { ipv4, ipv6 } = value.standing;
  return {
    title: `AS${value.asn}`,
    description: `Source address validation of AS${value.asn}. IPv4: ${VERDICT_WORDS[ipv4.verdict].word}. IPv6: ${VERDICT_WORDS[ipv6.verdict].word}.`,
    alternates: alternates(`/networks/${value.asn}`, files.network(value.asn)),
  };
}

export default async function NetworkPage({ params }: Props) {
  const { asn } = await params;
  const { value: network } = await readNetwork(asn);
  if (!network) return <TroublePage what={`Network ${asn}`} />;
  const { operator } = network;
  return (
    <article className="frame">
      <PageHeader trail={[{ href: "/networks", label: "Networks" }]} title={`AS${network.asn}`}>
        {operator ? (
          <p>
            Run by <OrganizationName organization={operator} />, {countryName(operator.country)}, by decision of the register's governance.
          </p>
        ) : (
          <p>Nobody in the register runs this network.</p>
        )}
      </PageHeader>
      <Verdicts network={network} now={timeAt(network.asOf)} />
      <Observations network={network} />
      <OperatorWords network={network} />
      <Weeks network={network} />
      <EmbedBadge asn={network.asn} />
      <Section
        id="history"
        title="History"
        lead="Entries are only ever added: what is recorded later never takes the place of what was before."
      >
        <Timeline entries={network.history.map((entry) => ({ id: entry.id, at: entry.time, ...networkEntry(entry, network) }))} />
      </Section>
      <VerifyNetwork network={network} />
      <PageFiles files={files.network(network.asn)} />
    </article>
  );
}
