import type { Metadata } from "next";
import { PageHeader } from "@/app/_components/register/page-header.tsx";
import { TroublePage } from "@/app/_components/register/trouble.tsx";
import { Alert } from "@/app/_components/ui/alert.tsx";
import { readModel } from "@/app/_lib/read.ts";
import { readerLanguage } from "@/app/_lib/reader-language.ts";
import { readable } from "@/app/_lib/words.ts";
import { CONFIRMATIONS_PER_NETWORK } from "@/lib/domain/confirmation.ts";
import { MusterError } from "@/lib/domain/errors.ts";
import { TellMeForm } from "../../../_components/tell-me-form.tsx";

export const metadata: Metadata = { title: "Tell me about a model", robots: { index: false } };

type Props = { params: Promise<{ modelId: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> };

/** Where the form of the other pages leads when it could not be taken as it was; what was typed is one step back. */
export default async function TellMePage({ params, searchParams }: Props) {
  const { modelId } = await params;
  const { value: model } = await readModel(modelId);
  if (!model) return <TroublePage what={`Model ${modelId}`} />;
  const { problem } = await searchParams;
  const usedUp = new MusterError("confirmations-used-up", { most: CONFIRMATIONS_PER_NETWORK });
  return (
    <div className="frame max-w-3xl pb-20">
      <PageHeader trail={[{ href: `/models/${model.id}`, label: readable(model.name) }]} title="Tell me about this model">
        <p>
          You get a mail whenever units of <bdi>{readable(model.name)}</bdi> are recalled, or such a recall is changed or withdrawn.
        </p>
      </PageHeader>
      {problem === "network" ? (
        <Alert tone="warning" title={usedUp.message} className="mb-6" role="status">
          {usedUp.why} {usedUp.remedy}
        </Alert>
      ) : null}
      <TellMeForm
        modelId={model.id}
        language={await readerLanguage()}
        problem={problem === "address" ? "This is not a mail address, such as you@example.org." : null}
      />
    </div>
  );
}
