import type { Metadata } from "next";
import { PageHeader } from "@/app/_components/register/page-header.tsx";
import { AbuseConsole } from "./abuse-console.tsx";

export const metadata: Metadata = { title: "Abuse reports", alternates: { canonical: "/console/abuse" } };

export default function Page() {
  return (
    <>
      <PageHeader title="Abuse reports">
        <p>
          Hand in what you are told about devices in your network, and forward the link that comes back to your customer. The register never
          learns who that is.
        </p>
      </PageHeader>
      <AbuseConsole />
    </>
  );
}
