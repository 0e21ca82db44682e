import type { Metadata } from "next";
import { PageHeader } from "@/app/_components/register/page-header.tsx";
import { TroublePage } from "@/app/_components/register/trouble.tsx";
import { readDevice } from "@/app/_lib/read.ts";
import { readable } from "@/app/_lib/words.ts";
import { VerifyOwner } from "./verify-owner.tsx";

export const metadata: Metadata = { title: "Is it theirs?", robots: { index: false }, referrer: "no-referrer" };

type Props = { params: Promise<{ deviceId: string }> };

/** For whoever is about to buy or repair a device: asks the owner, and holds the answer against the register. */
export default async function VerifyOwnerPage({ params }: Props) {
  const { deviceId } = await params;
  const { value: device } = await readDevice(deviceId);
  if (!device) return <TroublePage what={`Device ${deviceId}`} />;
  return (
    <div className="frame max-w-3xl pb-20">
      <PageHeader trail={[{ href: `/devices/${device.id}`, label: readable(device.batch.model.name) }]} title="Is it theirs?">
        <p>
          Whether device {device.id} belongs to the person who shows it to you. They need the phone with their wallet or passkey; you need
          nothing but this page.
        </p>
      </PageHeader>
      <VerifyOwner deviceId={device.id} isOwned={device.title !== null} />
    </div>
  );
}
