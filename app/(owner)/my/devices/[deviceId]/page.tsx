import type { Metadata } from "next";
import { PageHeader } from "@/app/_components/register/page-header.tsx";
import { TroublePage } from "@/app/_components/register/trouble.tsx";
import { readDevice } from "@/app/_lib/read.ts";
import { readable } from "@/app/_lib/words.ts";
import { OwnDevice } from "./own-device.tsx";

type Props = { params: Promise<{ deviceId: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { deviceId } = await params;
  return { title: `Your device ${deviceId}`, robots: { index: false } };
}

/** What an owner can do with one device besides mending it. */
export default async function OwnDevicePage({ params }: Props) {
  const { deviceId } = await params;
  const { value: device } = await readDevice(deviceId);
  if (!device) return <TroublePage what={`Device ${deviceId}`} />;
  return (
    <>
      <PageHeader trail={[{ href: "/my/devices", label: "My devices" }]} title={<bdi>{readable(device.batch.model.name)}</bdi>}>
        <p>
          Device {device.id}, made by <bdi>{readable(device.batch.model.maker.name)}</bdi>.
        </p>
      </PageHeader>
      <OwnDevice deviceId={device.id} />
    </>
  );
}
