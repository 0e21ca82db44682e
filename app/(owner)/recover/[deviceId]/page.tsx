import type { Metadata } from "next";
import { PageHeader } from "@/app/_components/register/page-header.tsx";
import { TroublePage } from "@/app/_components/register/trouble.tsx";
import { readDevice } from "@/app/_lib/read.ts";
import { readable } from "@/app/_lib/words.ts";
import { ClaimClock } from "./claim-clock.tsx";

type Props = { params: Promise<{ deviceId: string }> };

export const metadata: Metadata = { title: "A claim to a device", robots: { index: false } };

/** The clock of a claim: for whoever made it to come back to, and for the owner to see. */
export default async function ClaimClockPage({ params }: Props) {
  const { deviceId } = await params;
  const { value: device } = await readDevice(deviceId);
  if (!device) return <TroublePage what={`Device ${deviceId}`} />;
  return (
    <>
      <PageHeader
        trail={[{ href: `/devices/${device.id}`, label: `Device ${device.id}` }]}
        title={<bdi>{readable(device.batch.model.name)}</bdi>}
      >
        <p>Who claims it besides its owner, and how that stands.</p>
      </PageHeader>
      <ClaimClock deviceId={device.id} />
    </>
  );
}
