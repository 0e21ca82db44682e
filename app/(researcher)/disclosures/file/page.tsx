import type { Metadata } from "next";
import { AppLink } from "@/app/_components/app-link.tsx";
import { PageHeader } from "@/app/_components/register/page-header.tsx";
import { Section } from "@/app/_components/register/section.tsx";
import { FileFinding } from "./file-finding.tsx";
import { RevealFinding } from "./reveal-finding.tsx";

export const metadata: Metadata = {
  title: "Disclose something",
  description: "File what you found out about a model without showing it, and reveal it later.",
  alternates: { canonical: "/disclosures/file" },
};

type Props = { searchParams: Promise<{ model?: string | string[] }> };

export default async function FilePage({ searchParams }: Props) {
  const { model } = await searchParams;
  return (
    <div className="frame max-w-3xl pb-20">
      <PageHeader trail={[{ href: "/disclosures", label: "Disclosures" }]} title="Disclose something">
        <p>
          File first what you found out: only a hash goes out, which proves later that you knew. Tell the maker in private. When you reveal
          it, everybody sees which model it is about, and the maker has a week to answer. The document itself stays with you.
        </p>
      </PageHeader>
      <Section id="file" title="File a finding" className="mt-2 sm:mt-2">
        <FileFinding model={typeof model === "string" ? model.slice(0, 30) : ""} />
      </Section>
      <Section
        id="reveal"
        title="Reveal a finding"
        lead={
          <>
            An hour after filing or later, from the same account, with the file that you kept. What you have revealed, and may take back,
            stands in{" "}
            <AppLink href="/disclosures/mine" className="link">
              your disclosures
            </AppLink>
            .
          </>
        }
      >
        <RevealFinding />
      </Section>
    </div>
  );
}
