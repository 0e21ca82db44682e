import type { Metadata } from "next";
import { PageHeader } from "@/app/_components/register/page-header.tsx";
import { Advisories } from "./advisories.tsx";

export const metadata: Metadata = { title: "Advisories", alternates: { canonical: "/console/advisories" } };

export default function Page() {
  return (
    <>
      <PageHeader title="Advisories">
        <p>Which batches of which brands contain what an advisory names, and how many units. From there it is one step to a recall.</p>
      </PageHeader>
      <Advisories />
    </>
  );
}
