"use client";

import { Lock } from "lucide-react";
import { PageHeader } from "@/app/_components/register/page-header.tsx";
import { Trouble } from "@/app/_components/register/trouble.tsx";
import { EmptyState } from "@/app/_components/ui/empty-state.tsx";
import { Skeleton } from "@/app/_components/ui/skeleton.tsx";
import { ProblemNotice } from "@/app/_components/wallet/problem-notice.tsx";
import { useNotice, useRecall } from "@/app/_hooks/use-feed.ts";
import type { RecallView } from "@/lib/feed/wire.ts";
import { useConsole } from "../../../_components/console-context.ts";
import { AmendForm } from "./amend-form.tsx";

/** The next version of a recall, beginning with the one that stands. */
export function AmendRecall({ recallId }: { recallId: string }) {
  const recall = useRecall(recallId);
  return (
    <>
      <PageHeader
        trail={[
          { href: "/console/recalls", label: "Recalls" },
          { href: `/recalls/${recallId}`, label: `Recall ${recallId}` },
        ]}
        title={`Amend recall ${recallId}`}
      >
        <p>What you leave alone stays as it is. Owners are told again, and earlier versions stay on record.</p>
      </PageHeader>
      {recall.isPending ? <Skeleton className="h-96" /> : recall.data ? <Amendable recall={recall.data} /> : <Trouble what="The recall" />}
    </>
  );
}

/** Only an open recall can be amended, and only by whoever issued it. */
function Amendable({ recall }: { recall: RecallView }) {
  const { organization } = useConsole();
  const notice = useNotice(recall.notice);
  if (recall.issuer.id !== organization.id)
    return (
      <EmptyState icon={Lock} title="Another organisation issued this recall">
        Only who issued a recall can amend it. If it concerns your products, offer a fix or reply to it.
      </EmptyState>
    );
  if (recall.state !== "open")
    return (
      <EmptyState icon={Lock} title="This recall has ended">
        It takes no more entries. If the defect is still there, compose a new recall.
      </EmptyState>
    );
  if (notice.isPending) return <Skeleton className="h-96" />;
  if (!notice.data) return <ProblemNotice error={notice.error} />;
  return <AmendForm key={recall.version} present={recall} notice={notice.data} />;
}
