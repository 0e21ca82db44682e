import type { Metadata } from "next";
import { PageHeader } from "@/app/_components/register/page-header.tsx";
import { ConsoleDisclosures } from "./console-disclosures.tsx";

export const metadata: Metadata = { title: "Disclosures", alternates: { canonical: "/console/disclosures" } };

export default function Page() {
  return (
    <>
      <PageHeader title="Disclosures">
        <p>What researchers have disclosed. Makers answer about their own models; regulators judge, and say by when they want an answer.</p>
      </PageHeader>
      <ConsoleDisclosures />
    </>
  );
}
