import type { Metadata } from "next";
import { PageHeader } from "@/app/_components/register/page-header.tsx";
import { Keys } from "./keys.tsx";

export const metadata: Metadata = { title: "Operators and keys", alternates: { canonical: "/console/operators" } };

export default function Page() {
  return (
    <>
      <PageHeader title="Operators and keys">
        <p>Which keys may do what for your organisation. Its admin names them; everybody sees them.</p>
      </PageHeader>
      <Keys />
    </>
  );
}
