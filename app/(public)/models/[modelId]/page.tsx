import type { Metadata } from "next";
import { AppLink } from "@/app/_components/app-link.tsx";
import { Disclosed } from "@/app/_components/disclosures/disclosed.tsx";
import { Attacked } from "@/app/_components/networks/attacked.tsx";
import { BatchList } from "@/app/_components/register/batch-list.tsx";
import { Fact, Facts } from "@/app/_components/register/facts.tsx";
import { OrganizationName } from "@/app/_components/register/names.tsx";
import { PageFiles } from "@/app/_components/register/page-files.tsx";
import { PageHeader } from "@/app/_components/register/page-header.tsx";
import { Section } from "@/app/_components/register/section.tsx";
import { SecurityLabel } from "@/app/_components/register/security-label.tsx";
import { Trouble, TroublePage } from "@/app/_components/register/trouble.tsx";
import { Badge } from "@/app/_components/ui/badge.tsx";
import { Day } from "@/app/_components/ui/datetime.tsx";
import { alternates, files } from "@/app/_lib/files.ts";
import { answer, readModel } from "@/app/_lib/read.ts";
import { feed } from "@/app/_lib/server.ts";
import { readable } from "@/app/_lib/words.ts";
import { TellMe } from "../../_components/tell-me.tsx";
import { ReleaseTable } from "./release-table.tsx";

type Props = { params: Promise<{ modelId: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { modelId } = await params;
  const { value: model } = await readModel(modelId);
  if (!model) return { title: `Model ${modelId}` };
  return {
    title: readable(model.name),
    description: `${readable(model.name)} by ${readable(model.maker.name)}: batches, firmware releases and end of support.`,
    alternates: alternates(`/models/${model.id}`, files.model(model.id)),
  };
}

export default async function ModelPage({ params }: Props) {
  const { modelId } = await params;
  const { value: model } = await readModel(modelId);
  if (!model) return <TroublePage what={`Model ${modelId}`} />;
  const batches = await answer(feed().batches({ model: model.id, limit: 100 }));
  const newest = model.releases.at(-1);
  return (
    <article className="frame">
      <PageHeader
        trail={[{ href: `/organizations/${model.maker.id}`, label: readable(model.maker.name) }]}
        title={<bdi>{readable(model.name)}</bdi>}
        badges={<Badge tone="outline">{model.kind === "device" ? "Device" : "Component"}</Badge>}
      >
        <p>
          Made by <OrganizationName organization={model.maker} />.
        </p>
      </PageHeader>
      <Facts>
        <Fact term="GTIN">{model.gtin}</Fact>
        <Fact term="Registered">
          <Day at={model.registeredAt} />
        </Fact>
        <Fact term="Supported until">{model.supportEnd > 0 ? <Day at={model.supportEnd} /> : "No date promised"}</Fact>
        <Fact term="Newest release">{newest ? readable(newest.version) : "None published"}</Fact>
      </Facts>
      {model.kind === "component" ? (
        <p className="mt-4">
          <AppLink href={`/recalls?component=${model.id}`} className="link">
            Recalls that reach this component
          </AppLink>
        </p>
      ) : null}
      <SecurityLabel model={model} />
      <Disclosed model={model} />
      {model.kind === "device" ? <Attacked model={model} /> : null}
      <TellMe model={model} />
      <Section id="batches" title="Batches">
        {batches.failed ? <Trouble what="The list of batches" /> : <BatchList batches={batches.value.items} />}
      </Section>
      {model.kind === "device" ? (
        <Section
          id="releases"
          title="Firmware releases"
          lead="Ordered by the number that the maker gave them, never by the name of the version."
        >
          <ReleaseTable releases={model.releases} />
        </Section>
      ) : null}
      <PageFiles files={files.model(model.id)} />
    </article>
  );
}
