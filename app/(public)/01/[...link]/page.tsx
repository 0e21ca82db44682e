import { QrCode } from "lucide-react";
import type { Metadata } from "next";
import { AppLink } from "@/app/_components/app-link.tsx";
import { Fact, Facts } from "@/app/_components/register/facts.tsx";
import { OrganizationName } from "@/app/_components/register/names.tsx";
import { PageHeader } from "@/app/_components/register/page-header.tsx";
import { RecallList } from "@/app/_components/register/recall-list.tsx";
import { Section } from "@/app/_components/register/section.tsx";
import { Trouble } from "@/app/_components/register/trouble.tsx";
import { UnitRecalls } from "@/app/_components/register/unit-recalls.tsx";
import { Day } from "@/app/_components/ui/datetime.tsx";
import { ErrorNotice } from "@/app/_components/ui/error-notice.tsx";
import { StateBadge } from "@/app/_components/ui/state-badge.tsx";
import { answer } from "@/app/_lib/read.ts";
import { scanned } from "@/app/_lib/scanned.ts";
import { feed } from "@/app/_lib/server.ts";
import { stateOf } from "@/app/_lib/unit-state.ts";
import { readable } from "@/app/_lib/words.ts";
import type { DigitalLink } from "@/lib/domain/digital-link.ts";
import { allPages } from "@/lib/feed/all-pages.ts";
import type { DeviceView, ModelView } from "@/lib/feed/wire.ts";
import { LookUp } from "../../_components/look-up.tsx";
import { TellMe } from "../../_components/tell-me.tsx";
import { BeforePurchase } from "./before-purchase.tsx";
import { ClaimPanel } from "./claim-panel.tsx";

export const metadata: Metadata = { title: "Your device", robots: { index: false } };

type Props = { params: Promise<{ link: string[] }> };

/** Where the square code on a device leads: a GS1 Digital Link. The code behind its # stays in the browser. */
export default async function ScannedPage({ params }: Props) {
  const found = await scanned((await params).link);
  return (
    <div className="frame max-w-3xl">
      {found.kind === "unit" ? <Unit device={found.device} link={found.link} /> : <Nothing found={found} />}
    </div>
  );
}

function Unit({ device, link }: { device: DeviceView; link: DigitalLink }) {
  const { batch } = device;
  return (
    <article>
      <PageHeader title={<bdi>{readable(batch.model.name)}</bdi>} badges={<StateBadge state={stateOf(device)} />}>
        <p>
          Serial {link.serial}, made by <OrganizationName organization={batch.model.maker} />.
        </p>
      </PageHeader>
      <UnitRecalls device={device} />
      <ClaimPanel hasOwner={device.title !== null} isFrozen={device.frozen} />
      <Buying device={device} />
      <Section id="device" title="The device">
        <Facts>
          <Fact term="GTIN">{link.gtin}</Fact>
          <Fact term="Lot">{link.lot}</Fact>
          <Fact term="Made">
            <Day at={batch.madeFrom} /> to <Day at={batch.madeTo} />
          </Fact>
          <Fact term="Supported until">{device.supportEnd > 0 ? <Day at={device.supportEnd} /> : "No date promised"}</Fact>
        </Facts>
        <p className="mt-4">
          <AppLink href={`/devices/${device.id}`} className="link">
            Everything the register knows about it
          </AppLink>
        </p>
      </Section>
      <TellMe model={batch.model} />
    </article>
  );
}

/** Recalls stand above: this is the rest of what a buyer asks, about the unit's model and lot. */
async function Buying({ device: { batch } }: { device: DeviceView }) {
  const [model, made] = await Promise.all([answer(feed().model(batch.model.id)), answer(feed().batch(batch.id))]);
  return (
    <Section id="buying" title="Before you buy it">
      {model.failed || made.failed ? (
        <Trouble what="What a buyer asks" />
      ) : (
        <BeforePurchase model={model.value} batches={[made.value]} of="this lot" />
      )}
    </Section>
  );
}

/** What is known of a product, or of a lot of it, of which no unit was named. */
async function Product({ link: { gtin, lot } }: { link: DigitalLink }) {
  const found = await answer(feed().models({ gtin, limit: 20 }));
  if (found.failed) return <Trouble what="This product" />;
  return found.value.items.map((model) => <ProductModel key={model.id} model={model} lot={lot} />);
}

async function ProductModel({ model, lot }: { model: ModelView; lot: string | undefined }) {
  const [batches, recalls] = await Promise.all([
    answer(allPages((paging) => feed().batches({ model: model.id, lot, ...paging }))),
    answer(feed().recalls({ q: model.gtin, state: "open", limit: 20 })),
  ]);
  if (batches.failed || recalls.failed) return <Trouble what="This product" />;
  return (
    <Section
      id={`model-${model.id}`}
      title={readable(model.name)}
      lead={
        recalls.value.items.length > 0
          ? "Open recalls reach some units of it. Whether they mean yours, its serial number tells."
          : "No open recall reaches any unit of it."
      }
    >
      {recalls.value.items.length > 0 ? (
        <div className="mb-6">
          <RecallList recalls={recalls.value.items} />
        </div>
      ) : null}
      <BeforePurchase model={model} batches={batches.value} of={lot === undefined ? "all made" : `lot ${lot}`} />
    </Section>
  );
}

type NothingProps = { found: Exclude<Awaited<ReturnType<typeof scanned>>, { kind: "unit" }> };

function Nothing({ found }: NothingProps) {
  if (found.kind === "failed")
    return (
      <>
        <PageHeader title="Your device" />
        <Trouble what="Your device" />
      </>
    );
  if (found.kind === "refused")
    return (
      <>
        <PageHeader title="This code cannot be read" />
        <ErrorNotice error={found.error} />
        <OtherWay printed={{}} />
      </>
    );
  if (found.kind === "product")
    return (
      <>
        <PageHeader title="Which one is yours?">
          <p>This code names a product, not a single device. Add the numbers that are printed beside it.</p>
        </PageHeader>
        <OtherWay printed={found.link} />
        <Product link={found.link} />
      </>
    );
  return (
    <>
      <PageHeader title="No device was found" badges={<StateBadge state="unknown" />}>
        <p>
          Nothing in the register goes by GTIN {found.link.gtin}, lot {found.link.lot} and serial {found.link.serial}, or its maker does not
          offer this look-up. That says nothing about whether the device is safe.
        </p>
      </PageHeader>
      <p className="mb-6 flex gap-3 text-sm leading-relaxed">
        <QrCode className="size-5 shrink-0 text-ink-soft" aria-hidden />
        Compare the numbers with the print on the device: capitals and leading zeros count.
      </p>
      <OtherWay printed={found.link} />
    </>
  );
}

const OtherWay = ({ printed: { gtin = "", lot = "", serial = "" } }: { printed: Partial<DigitalLink> }) => (
  <div className="mt-6">
    <LookUp by="serial" printed={{ gtin, lot, serial }} device="" problems={{}} />
  </div>
);
