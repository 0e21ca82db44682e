import type { Metadata } from "next";
import { PageHeader } from "@/app/_components/register/page-header.tsx";
import { RecoverSteps } from "./recover-steps.tsx";

export const metadata: Metadata = {
  title: "Claim a device that has an owner",
  description:
    "Lost your account, or bought a device second hand? Claim it with the code from its box or with the device itself; its owner has 14 days to object.",
  alternates: { canonical: "/recover" },
};

export default function RecoverPage() {
  return (
    <>
      <PageHeader title="Claim a device that has an owner">
        <p>
          For when you lost the account that owns it, or bought a device from somebody who cannot hand it over any more. Whoever owns it in
          the register sees your claim and has 14 days to object. The code from the box never leaves this page.
        </p>
      </PageHeader>
      <RecoverSteps />
    </>
  );
}
