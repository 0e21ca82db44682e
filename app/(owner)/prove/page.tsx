import type { Metadata } from "next";
import { PageHeader } from "@/app/_components/register/page-header.tsx";
import { ProveSteps } from "./prove-steps.tsx";

export const metadata: Metadata = {
  title: "Prove the installed version",
  description: "Let a device sign which version it runs, and register that as the strongest evidence there is.",
  alternates: { canonical: "/prove" },
};

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function ProvePage({ searchParams }: Props) {
  const { device } = await searchParams;
  return (
    <>
      <PageHeader title="Prove the installed version">
        <p>
          Some devices can sign which version they run. Such a proof counts more than anybody's word, and anyone may bring it to the
          register.
        </p>
      </PageHeader>
      <ProveSteps device={typeof device === "string" ? device : ""} />
    </>
  );
}
