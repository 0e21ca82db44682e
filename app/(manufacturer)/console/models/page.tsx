import type { Metadata } from "next";
import { PageHeader } from "@/app/_components/register/page-header.tsx";
import { ModelList } from "./model-list.tsx";

export const metadata: Metadata = { title: "Models", alternates: { canonical: "/console/models" } };

export default function Page() {
  return (
    <>
      <PageHeader title="Models">
        <p>Product lines of your organisation, each with its GTIN and the day until which you promise security updates.</p>
      </PageHeader>
      <ModelList />
    </>
  );
}
