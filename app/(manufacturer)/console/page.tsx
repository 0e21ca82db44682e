import type { Metadata } from "next";
import { PageHeader } from "@/app/_components/register/page-header.tsx";
import { Overview } from "./overview.tsx";

export const metadata: Metadata = { title: "Console", alternates: { canonical: "/console" } };

export default function Page() {
  return (
    <>
      <PageHeader title="Console">
        <p>What waits for your organisation, and where its products stand.</p>
      </PageHeader>
      <Overview />
    </>
  );
}
