"use client";

import { Cpu } from "lucide-react";
import { Trouble } from "@/app/_components/register/trouble.tsx";
import { Alert } from "@/app/_components/ui/alert.tsx";
import { Button } from "@/app/_components/ui/button.tsx";
import { EmptyState } from "@/app/_components/ui/empty-state.tsx";
import { ErrorNotice } from "@/app/_components/ui/error-notice.tsx";
import { Skeleton } from "@/app/_components/ui/skeleton.tsx";
import { useBatches, useModels } from "@/app/_hooks/use-feed.ts";
import { useConsole } from "../../_components/console-context.ts";
import { BuildForm } from "./build-form.tsx";
import { BuildProgress } from "./build-progress.tsx";
import { BuiltBatchView, Remove } from "./built-batch.tsx";
import { RegisterBatch } from "./register-batch.tsx";
import { useBuild, useKeptBatch } from "./use-build.ts";

/** From the list to the register, in the order in which it goes; what lies in this browser says where it goes on. */
export function NewBatch({ linkBase }: { linkBase: string }) {
  const { organization } = useConsole();
  const models = useModels(organization.id);
  const batches = useBatches(organization.id).data;
  const kept = useKeptBatch();
  const { state, start, stop, reset, refresh } = useBuild();
  const forgotten = async () => {
    reset();
    await refresh();
  };

  if (state.step === "running") return <BuildProgress state={state} onStop={stop} />;
  if (kept.isError || models.isError) return <Trouble what={kept.isError ? "The browser's storage" : "The list of models"} />;
  if (kept.data === undefined || !models.data) return <Skeleton className="h-96 max-w-2xl" />;
  if (kept.data === null)
    return (
      <Alert tone="warning" title="This browser cannot build batches.">
        <p>It has no private files for this site. Use a recent Chromium, Firefox or Safari over https, or muster batch build.</p>
      </Alert>
    );
  if (kept.data.is !== "nothing" && kept.data.orgId !== organization.id)
    return (
      <Alert title={`Lot ${kept.data.order.lot} of another organisation lies in this browser.`}>
        <p className="mb-3">One batch at a time is kept here. Choose that organisation above, or remove the batch.</p>
        <Remove lot={kept.data.order.lot} onForgotten={forgotten} />
      </Alert>
    );
  if (kept.data.is === "built") {
    const { gtin } = kept.data.manifest.model;
    return (
      <BuiltBatchView batch={kept.data} onForgotten={forgotten}>
        <RegisterBatch batch={kept.data} model={models.data.find((model) => model.gtin === gtin)} />
      </BuiltBatchView>
    );
  }
  if (models.data.length === 0)
    return (
      <EmptyState icon={Cpu} title="No model registered yet">
        A batch is of one model. It is registered once, with muster model register.
      </EmptyState>
    );
  const unfinished = kept.data.is === "unfinished" ? kept.data : null;
  return (
    <div className="flex flex-col gap-6">
      {state.step === "refused" ? (
        <div className="max-w-2xl">
          <ErrorNotice error={state.error} />
        </div>
      ) : null}
      {unfinished ? (
        <Alert className="max-w-2xl" role="status" title={`The build of lot ${unfinished.order.lot} has not ended.`}>
          <p className="mb-3">
            {state.step === "stopped"
              ? "What is done is kept on this computer."
              : `Choose the same list (${unfinished.list.name}) and seed to take it up where it was; with others it begins anew.`}
          </p>
          <div className="flex flex-wrap gap-3">
            {state.step === "stopped" ? <Button onClick={() => start(state.start)}>Go on building</Button> : null}
            <Remove lot={unfinished.order.lot} onForgotten={forgotten}>
              Throw it away
            </Remove>
          </div>
        </Alert>
      ) : null}
      {state.step === "stopped" ? null : (
        <BuildForm
          key={unfinished ? "unfinished" : "new"}
          models={models.data}
          batches={batches}
          unfinished={unfinished}
          refused={state.step === "refused" ? state.start : null}
          linkBase={linkBase}
          onStart={start}
        />
      )}
    </div>
  );
}
