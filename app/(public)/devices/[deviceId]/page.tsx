import type { Metadata } from "next";
import { OrganizationName } from "@/app/_components/register/names.tsx";
import { PageFiles } from "@/app/_components/register/page-files.tsx";
import { PageHeader } from "@/app/_components/register/page-header.tsx";
import { Provenance } from "@/app/_components/register/provenance.tsx";
import { Section } from "@/app/_components/register/section.tsx";
import { Timeline } from "@/app/_components/register/timeline.tsx";
import { TroublePage } from "@/app/_components/register/trouble.tsx";
import { UnitRecalls } from "@/app/_components/register/unit-recalls.tsx";
import { StateBadge } from "@/app/_components/ui/state-badge.tsx";
import { alternates, files } from "@/app/_lib/files.ts";
import { deviceEntry } from "@/app/_lib/history.ts";
import { readDevice } from "@/app/_lib/read.ts";
import { stateOf } from "@/app/_lib/unit-state.ts";
import { readable } from "@/app/_lib/words.ts";
import { TellMe } from "../../_components/tell-me.tsx";
import { DeviceFacts } from "./device-facts.tsx";
import { VerifyDevice } from "./verify-device.tsx";

type Props = { params: Promise<{ deviceId: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { deviceId } = await params;
  const { value: device } = await readDevice(deviceId);
  if (!device) return { title: `Device ${deviceId}` };
  return {
    title: `${readable(device.batch.model.name)}, device ${device.id}`,
    description: `Who made device ${device.id} and from which parts, whether it is recalled, and whether it has been fixed.`,
    alternates: alternates(`/devices/${device.id}`, files.device(device.id)),
    // Search engines may name the page and show nothing of it: "not recalled" from last month is worse than no answer.
    robots: { nosnippet: true, noarchive: true },
  };
}

/** Everything the register knows about one unit, beginning with what its owner has to do. */
export default async function DevicePage({ params }: Props) {
  const { deviceId } = await params;
  const { value: device } = await readDevice(deviceId);
  if (!device) return <TroublePage what={`Device ${deviceId}`} />;
  const { model } = device.batch;
  return (
    <article className="frame">
      <PageHeader
        trail={[
          { href: `/models/${model.id}`, label: readable(model.name) },
          { href: `/batches/${device.batch.id}`, label: `Lot ${readable(device.batch.lot)}` },
        ]}
        title={<bdi>{readable(model.name)}</bdi>}
        badges={<StateBadge state={stateOf(device)} />}
      >
        <p>
          Device {device.id}, made by <OrganizationName organization={model.maker} />.
        </p>
      </PageHeader>

      <UnitRecalls device={device} />

      <Section id="device" title="The device">
        <DeviceFacts device={device} />
      </Section>

      <div className="grid gap-x-14 lg:grid-cols-2">
        <Section id="parts" title="What it is made of" lead="Down to the last part that its makers have registered.">
          <Provenance batch={device.batch} parts={device.parts} />
        </Section>
        <Section id="history" title="History" lead="Entries are only ever added.">
          {device.history.length > 0 ? (
            <Timeline entries={device.history.map((entry) => ({ id: entry.id, at: entry.time, ...deviceEntry(entry, device) }))} />
          ) : (
            <p className="text-ink-soft">Nothing has happened to it since it left the factory, as far as the register knows.</p>
          )}
        </Section>
      </div>

      <TellMe model={model} />

      <VerifyDevice device={device} />
      <PageFiles files={files.device(device.id)} />
    </article>
  );
}
