import type { Metadata } from "next";
import { PageHeader } from "@/app/_components/register/page-header.tsx";
import { OwnDisclosures } from "./own-disclosures.tsx";

export const metadata: Metadata = {
  title: "Your disclosures",
  description: "What you have disclosed, what its makers answer, and the way to take it back.",
  alternates: { canonical: "/disclosures/mine" },
};

export default function MinePage() {
  return (
    <div className="frame pb-20">
      <PageHeader trail={[{ href: "/disclosures", label: "Disclosures" }]} title="Your disclosures">
        <p>What your account has revealed, and what is said of it. What you have filed and not revealed is in the files that you kept.</p>
      </PageHeader>
      <OwnDisclosures />
    </div>
  );
}
