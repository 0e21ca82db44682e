import type { Metadata } from "next";
import { Fact, Facts } from "@/app/_components/register/facts.tsx";
import { ModelName, OrganizationName } from "@/app/_components/register/names.tsx";
import { PageFiles } from "@/app/_components/register/page-files.tsx";
import { PageHeader } from "@/app/_components/register/page-header.tsx";
import { Section } from "@/app/_components/register/section.tsx";
import { TroublePage } from "@/app/_components/register/trouble.tsx";
import { Badge } from "@/app/_components/ui/badge.tsx";
import { Copy } from "@/app/_components/ui/copy.tsx";
import { Day } from "@/app/_components/ui/datetime.tsx";
import { Verify, VerifyItem } from "@/app/_components/ui/disclosure.tsx";
import { alternates, files } from "@/app/_lib/files.ts";
import { formatCount, formatRange, formatUnits } from "@/app/_lib/format.ts";
import { readBatch } from "@/app/_lib/read.ts";
import { readable } from "@/app/_lib/words.ts";
import { PartTable } from "./part-table.tsx";

type Props = { params: Promise<{ batchId: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { batchId } = await params;
  const { value: batch } = await readBatch(batchId);
  if (!batch) return { title: `Batch ${batchId}` };
  return {
    title: `${readable(batch.model.name)}, lot ${readable(batch.lot)}`,
    description: `${formatUnits(batch.size, "unit")} by ${readable(batch.model.maker.name)}: parts, wholes and records.`,
    alternates: alternates(`/batches/${batch.id}`, files.batch(batch.id)),
  };
}

export default async function BatchPage({ params }: Props) {
  const { batchId } = await params;
  const { value: batch } = await readBatch(batchId);
  if (!batch) return <TroublePage what={`Batch ${batchId}`} />;
  const { model } = batch;
  return (
    <article className="frame">
      <PageHeader
        trail={[{ href: `/models/${model.id}`, label: readable(model.name) }]}
        title={`Lot ${readable(batch.lot)}`}
        badges={<Badge tone="outline">{model.kind === "device" ? "Device batch" : "Component batch"}</Badge>}
      >
        <p>
          Batch {batch.id}: {formatUnits(batch.size, "unit")} of <ModelName model={model} />, made by{" "}
          <OrganizationName organization={model.maker} />.
        </p>
      </PageHeader>
      <Facts>
        <Fact term="Made">
          <Day at={batch.madeFrom} /> to <Day at={batch.madeTo} />
        </Fact>
        <Fact term="Registered">
          <Day at={batch.registeredAt} />
        </Fact>
        <Fact term="Units">
          {formatCount(batch.size)}{" "}
          <span className="text-ink-soft">
            · numbers {batch.id}-0 to {batch.id}-{batch.size - 1}
          </span>
        </Fact>
        {model.kind === "device" ? (
          <Fact term="With an owner">
            {formatCount(batch.claimed)} <span className="text-ink-soft">of {formatUnits(batch.size, "unit")}</span>
          </Fact>
        ) : null}
        {batch.frozen.map(({ first, last, reason }) => (
          <Fact key={`${first}-${last}`} term="Frozen: cannot be claimed">
            {formatRange(first, last, batch.size)} <span className="text-ink-soft">· {readable(reason)}</span>
          </Fact>
        ))}
      </Facts>

      <Section id="parts" title="Made from" lead="Which units contain units of which batch.">
        <PartTable caption="Parts of this batch" links={batch.parts} whole={batch} empty="Its maker has registered no parts." />
      </Section>
      {model.kind === "component" || batch.wholes.length > 0 ? (
        <Section id="wholes" title="Built into" lead="A recall of this batch reaches these.">
          <PartTable caption="Batches that contain this one" links={batch.wholes} empty="No registered batch contains it." />
        </Section>
      ) : null}
      <Section id="verify" title="Check it yourself">
        <Verify label="Show digests and transactions">
          <VerifyItem term="Root of its units">
            <Copy value={batch.root} what="root" ends={10} />
          </VerifyItem>
          <VerifyItem term="Manifest (SHA-256)">
            <Copy value={batch.manifest} what="digest of the manifest" ends={10} />
          </VerifyItem>
          <VerifyItem term="Registered in transaction">
            <Copy value={batch.tx} what="transaction" ends={10} />
          </VerifyItem>
        </Verify>
      </Section>
      <PageFiles files={files.batch(batch.id)} />
    </article>
  );
}
