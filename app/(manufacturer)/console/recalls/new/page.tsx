import type { Metadata } from "next";
import { PageHeader } from "@/app/_components/register/page-header.tsx";
import { Compose } from "./compose.tsx";

export const metadata: Metadata = { title: "Compose a recall", alternates: { canonical: "/console/recalls/new" } };

export default function Page() {
  return (
    <>
      <PageHeader title="Compose a recall">
        <p>
          Say what is affected, how grave it is, and what owners should do. Nothing leaves this page before you have seen whom it reaches.
        </p>
      </PageHeader>
      <Compose />
    </>
  );
}
