import type { Metadata } from "next";
import { PageHeader } from "@/app/_components/register/page-header.tsx";
import { ConsoleNetworks } from "./console-networks.tsx";

export const metadata: Metadata = { title: "Networks", alternates: { canonical: "/console/networks" } };

export default function Page() {
  return (
    <>
      <PageHeader title="Networks">
        <p>What observers find when they test whether networks let invented source addresses out, and what operators say of it.</p>
      </PageHeader>
      <ConsoleNetworks />
    </>
  );
}
