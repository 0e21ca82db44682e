import type { Metadata } from "next";
import { PageHeader } from "@/app/_components/register/page-header.tsx";
import { RecallsConsole } from "./recalls-console.tsx";

export const metadata: Metadata = { title: "Recalls", alternates: { canonical: "/console/recalls" } };

export default function Page() {
  return (
    <>
      <PageHeader title="Recalls">
        <p>What waits to be released, what concerns your products, and what you have issued.</p>
      </PageHeader>
      <RecallsConsole />
    </>
  );
}
