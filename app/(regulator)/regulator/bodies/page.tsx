import type { Metadata } from "next";
import { PageHeader } from "@/app/_components/register/page-header.tsx";
import { Bodies } from "./bodies.tsx";

export const metadata: Metadata = {
  title: "Bodies",
  description: "Every body of the register: admitted, suspended, or about to be.",
  alternates: { canonical: "/regulator/bodies" },
};

export default function BodiesPage() {
  return (
    <div className="frame pb-20">
      <PageHeader title="Bodies">
        <p>
          Who has been admitted, who is suspended, and what governance has announced. Governance acts after a delay that everybody sees.
        </p>
      </PageHeader>
      <Bodies />
    </div>
  );
}
