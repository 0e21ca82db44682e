import type { Metadata } from "next";
import { PageHeader } from "@/app/_components/register/page-header.tsx";
import { ClaimSteps } from "./claim-steps.tsx";

export const metadata: Metadata = {
  title: "Claim a device",
  description: "Enter the claim code from the box, and you will be told if your device is ever recalled.",
  alternates: { canonical: "/claim" },
};

export default function ClaimPage() {
  return (
    <>
      <PageHeader title="Claim a device">
        <p>
          Enter the code from the card in the box. From then on the register knows that the device is yours, and you are told if it is ever
          recalled. The code itself never leaves this page.
        </p>
      </PageHeader>
      <ClaimSteps />
    </>
  );
}
