"use client";

import { AppLink } from "@/app/_components/app-link.tsx";
import { ModelName } from "@/app/_components/register/names.tsx";
import { PageHeader } from "@/app/_components/register/page-header.tsx";
import { Section } from "@/app/_components/register/section.tsx";
import { Trouble } from "@/app/_components/register/trouble.tsx";
import { Copy } from "@/app/_components/ui/copy.tsx";
import { Day } from "@/app/_components/ui/datetime.tsx";
import { Verify, VerifyItem } from "@/app/_components/ui/disclosure.tsx";
import { Skeleton } from "@/app/_components/ui/skeleton.tsx";
import { Stat, Stats } from "@/app/_components/ui/stat.tsx";
import { useBatch } from "@/app/_hooks/use-feed.ts";
import { formatCount, formatShare } from "@/app/_lib/format.ts";
import { rate } from "@/lib/domain/statistics.ts";
import type { BatchView } from "@/lib/feed/wire.ts";
import { BuiltInto } from "../../_components/built-into.tsx";
import { Composition } from "./composition.tsx";

/** One batch as its maker needs it: how many are owned, what is in it, where it went, what is frozen. */
export function BatchDetail({ batchId }: { batchId: string }) {
  const batch = useBatch(batchId);
  if (batch.isPending) return <Skeleton className="mt-10 h-96" />;
  if (!batch.data)
    return (
      <div className="mt-10">
        <Trouble what="The batch" />
      </div>
    );
  const { lot, model, size, claimed, madeFrom, madeTo, frozen, parts, wholes } = batch.data;
  return (
    <>
      <PageHeader trail={[{ href: "/console/batches", label: "Batches" }]} title={`Lot ${lot}`}>
        <p>
          <ModelName model={model} />, GTIN {model.gtin}.{" "}
          <AppLink href={`/batches/${batchId}`} className="link">
            Its public page
          </AppLink>
        </p>
      </PageHeader>
      <Stats>
        <Stat label="Units" value={formatCount(size)} note={`numbered 0 to ${formatCount(size - 1)}`} />
        {model.kind === "device" ? (
          <Stat
            label="With an owner"
            value={formatShare(rate(claimed, size).share)}
            note={`${formatCount(claimed)} of ${formatCount(size)} units`}
          />
        ) : null}
        <Stat
          label="Made"
          value={<Day at={madeFrom} />}
          note={
            <>
              to <Day at={madeTo} />
            </>
          }
        />
        <Stat label="Frozen ranges" value={formatCount(frozen.length)} note="cannot be claimed by code" />
      </Stats>
      <Composition
        title="Parts in it"
        caption="Parts of this batch"
        id="parts"
        rows={parts}
        size={size}
        none="This batch names no parts."
      />
      <Composition
        title="Built into"
        caption="Batches that contain this one"
        id="wholes"
        rows={wholes}
        none="No registered batch contains it."
      />
      {model.kind === "component" ? (
        <Section id="reach" title="Down to the brands">
          <BuiltInto batch={batch.data} />
        </Section>
      ) : null}
      <div className="mt-10">
        <Identity batch={batch.data} />
      </div>
    </>
  );
}

const Identity = ({ batch: { root, manifest, tx } }: { batch: BatchView }) => (
  <Verify>
    <VerifyItem term="Root of the unit tree">
      <Copy value={root} what="root" ends={10} />
    </VerifyItem>
    <VerifyItem term="Manifest (SHA-256)">
      <Copy value={manifest} what="digest" ends={10} />{" "}
      <a href={`/documents/${manifest}`} className="link">
        Open
      </a>
    </VerifyItem>
    <VerifyItem term="Transaction">
      <Copy value={tx} what="transaction" ends={10} />
    </VerifyItem>
  </Verify>
);
