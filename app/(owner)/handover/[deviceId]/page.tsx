import type { Metadata } from "next";
import { PageHeader } from "@/app/_components/register/page-header.tsx";
import { TakeOver } from "./take-over.tsx";

export const metadata: Metadata = { title: "Take a device over", robots: { index: false }, referrer: "no-referrer" };

type Props = { params: Promise<{ deviceId: string }> };

/** Where a handover link leads. Its key stands behind the # and stays in the browser. */
export default async function HandoverPage({ params }: Props) {
  const { deviceId } = await params;
  return (
    <>
      <PageHeader title="Take a device over">
        <p>Its owner offers you this device. Look at what comes with it before you accept.</p>
      </PageHeader>
      <TakeOver deviceId={deviceId} />
    </>
  );
}
