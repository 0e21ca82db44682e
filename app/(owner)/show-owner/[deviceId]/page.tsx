import type { Metadata } from "next";
import { PageHeader } from "@/app/_components/register/page-header.tsx";
import { ShowOwner } from "./show-owner.tsx";

export const metadata: Metadata = { title: "Show that a device is yours", robots: { index: false }, referrer: "no-referrer" };

type Props = { params: Promise<{ deviceId: string }> };

/** Where an owner answers the question of somebody who wants to see that the device is theirs. */
export default async function ShowOwnerPage({ params }: Props) {
  const { deviceId } = await params;
  return (
    <>
      <PageHeader title="Show that it is yours">
        <p>Somebody asks whether device {deviceId} is yours. You sign an answer to that one question; nothing else follows.</p>
      </PageHeader>
      <ShowOwner deviceId={deviceId} />
    </>
  );
}
