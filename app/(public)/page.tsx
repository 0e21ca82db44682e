import { FileSearch } from "lucide-react";
import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { AppLink } from "@/app/_components/app-link.tsx";
import { RecallList } from "@/app/_components/register/recall-list.tsx";
import { Section } from "@/app/_components/register/section.tsx";
import { Trouble } from "@/app/_components/register/trouble.tsx";
import { EmptyState } from "@/app/_components/ui/empty-state.tsx";
import { deviceNumberProblem, printedPath, printedProblems } from "@/app/_lib/printed-numbers.ts";
import { answer } from "@/app/_lib/read.ts";
import { feed } from "@/app/_lib/server.ts";
import { Audiences } from "./_components/audiences.tsx";
import { Figures } from "./_components/figures.tsx";
import { LookUp, type LookUpState } from "./_components/look-up.tsx";

export const metadata: Metadata = { alternates: { canonical: "/" } };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function HomePage({ searchParams }: Props) {
  const lookUp = readLookUp(await searchParams);
  return (
    <div className="frame">
      <div className="grid gap-8 pt-8 sm:pt-14 lg:grid-cols-[1fr_30rem] lg:grid-rows-[auto_1fr] lg:gap-x-16 lg:gap-y-10">
        <div className="lg:pt-4">
          <h1 className="font-semibold text-4xl leading-[1.08] tracking-tight sm:text-5xl">Is your device recalled?</h1>
          <p className="mt-4 max-w-xl text-ink-soft text-lg leading-relaxed">
            Muster is the public register of connected devices: who made each one and from which parts, what is wrong with it, and whether
            it has been fixed.
          </p>
        </div>
        <div className="lg:row-span-2">
          <LookUp {...lookUp} />
        </div>
        <Figures />
      </div>
      <Section id="recent" title="Recent recalls">
        <RecentRecalls />
      </Section>
      <Section id="audiences" title="What the register does for you">
        <Audiences />
      </Section>
    </div>
  );
}

async function RecentRecalls() {
  const recalls = await answer(feed().recalls({ limit: 5 }));
  if (recalls.failed) return <Trouble what="The list of recalls" />;
  if (recalls.value.items.length === 0) return <NoRecalls />;
  return (
    <>
      <RecallList recalls={recalls.value.items} />
      <p className="mt-4">
        <AppLink href="/recalls" className="link">
          All recalls
        </AppLink>
      </p>
    </>
  );
}

const NoRecalls = () => (
  <EmptyState icon={FileSearch} title="No recall has been issued yet">
    As soon as a maker or a regulator issues one, it is listed here.
  </EmptyState>
);

/** Sends a question that can be answered to its page; keeps what was typed when it cannot. */
function readLookUp(search: Awaited<Props["searchParams"]>): LookUpState {
  const text = (name: string): string => {
    const value = search[name];
    return (typeof value === "string" ? value : "").trim().slice(0, 100);
  };
  const printed = { gtin: text("gtin"), lot: text("lot"), serial: text("serial") };
  const device = text("device");
  if (search.device !== undefined) {
    const problem = deviceNumberProblem(device);
    if (problem === null) redirect(`/devices/${device}`);
    return { by: "device", printed, device, problems: { device: problem } };
  }
  if (search.serial === undefined) return { by: "serial", printed, device, problems: {} };
  const problems = printedProblems(printed);
  if (Object.keys(problems).length === 0) redirect(printedPath(printed));
  return { by: "serial", printed, device, problems };
}
