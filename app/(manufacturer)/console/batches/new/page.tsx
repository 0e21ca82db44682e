import type { Metadata } from "next";
import { PageHeader } from "@/app/_components/register/page-header.tsx";
import { env } from "@/app/_lib/env.ts";
import { NewBatch } from "./new-batch.tsx";

export const metadata: Metadata = { title: "Build a batch", alternates: { canonical: "/console/batches/new" } };

export default function Page() {
  return (
    <>
      <PageHeader trail={[{ href: "/console/batches", label: "Batches" }]} title="Build a batch">
        <p>
          From the list of units off the line to labels and an entry in the register. It is built on this computer: the seed and the claim
          codes are sent to nobody, and what the register is given is named before you send it.
        </p>
      </PageHeader>
      {/* What labels lead to is the site's configured address, whatever the visitor typed to get here. */}
      <NewBatch linkBase={env().MUSTER_PUBLIC_URL} />
    </>
  );
}
