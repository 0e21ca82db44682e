import type { Metadata } from "next";
import { PageHeader } from "@/app/_components/register/page-header.tsx";
import { ModelReleases } from "./model-releases.tsx";

export const metadata: Metadata = { title: "Releases", alternates: { canonical: "/console/releases" } };

export default function Page() {
  return (
    <>
      <PageHeader title="Releases">
        <p>Firmware versions of your models. Owners tell the register which one their device runs.</p>
      </PageHeader>
      <ModelReleases />
    </>
  );
}
