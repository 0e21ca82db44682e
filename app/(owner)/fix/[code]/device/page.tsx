import type { Metadata } from "next";
import { PageHeader } from "@/app/_components/register/page-header.tsx";
import { TieDevice } from "./tie-device.tsx";

export const metadata: Metadata = { title: "Which device was it?", robots: { index: false, follow: false }, referrer: "no-referrer" };

/** Where the owner says which device a report was about. */
export default async function TiePage({ params }: { params: Promise<{ code: string }> }) {
  const code = decodeURIComponent((await params).code);
  return (
    <>
      <PageHeader title="Which device was it?" trail={[{ href: `/fix/${encodeURIComponent(code)}`, label: "The report" }]}>
        <p>
          Say it once, and the report closes by itself as soon as the fix of that device is on record. Your internet provider learns that
          the report is closed and which model it was, not which device and not who you are here.
        </p>
      </PageHeader>
      <TieDevice code={code} />
    </>
  );
}
