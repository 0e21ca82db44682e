import type { Metadata } from "next";
import { PageHeader } from "@/app/_components/register/page-header.tsx";
import { Certificates } from "./certificates.tsx";

export const metadata: Metadata = { title: "Certificates", alternates: { canonical: "/console/certificates" } };

export default function Page() {
  return (
    <>
      <PageHeader title="Certificates">
        <p>What your laboratory found about the security declarations of models. A certificate covers one version, until a day.</p>
      </PageHeader>
      <Certificates />
    </>
  );
}
