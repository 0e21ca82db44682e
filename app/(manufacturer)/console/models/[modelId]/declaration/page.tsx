import type { Metadata } from "next";
import { PageHeader } from "@/app/_components/register/page-header.tsx";
import { Declare } from "./declare.tsx";

export const metadata: Metadata = { title: "Declare the security of a model", robots: { index: false } };

export default async function Page({ params }: { params: Promise<{ modelId: string }> }) {
  return (
    <>
      <PageHeader title="Declare the security of a model" trail={[{ href: "/console/models", label: "Models" }]}>
        <p>
          What you say here stands on the model's public page for good. Declaring anew replaces it as the version in force; earlier versions
          stay readable.
        </p>
      </PageHeader>
      <Declare modelId={(await params).modelId} />
    </>
  );
}
