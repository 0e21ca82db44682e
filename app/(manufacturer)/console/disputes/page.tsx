import type { Metadata } from "next";
import { PageHeader } from "@/app/_components/register/page-header.tsx";
import { Disputes } from "./disputes.tsx";

export const metadata: Metadata = { title: "Disputed devices", alternates: { canonical: "/console/disputes" } };

export default function Page() {
  return (
    <>
      <PageHeader title="Disputed devices">
        <p>
          Your devices that somebody besides their owner claims. Where the owner objected, you may award the device to the claimant, with a
          reason that everybody can read.
        </p>
      </PageHeader>
      <Disputes />
    </>
  );
}
