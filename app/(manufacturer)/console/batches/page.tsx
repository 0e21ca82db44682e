import type { Metadata } from "next";
import { PageHeader } from "@/app/_components/register/page-header.tsx";
import { BatchList } from "./batch-list.tsx";

export const metadata: Metadata = { title: "Batches", alternates: { canonical: "/console/batches" } };

export default function Page() {
  return (
    <>
      <PageHeader title="Batches">
        <p>Units of one production run, fixed by one number that never changes.</p>
      </PageHeader>
      <BatchList />
    </>
  );
}
