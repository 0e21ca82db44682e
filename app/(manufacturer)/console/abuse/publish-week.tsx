"use client";

import { Button } from "@/app/_components/ui/button.tsx";
import { Dialog, DialogContent, DialogTrigger } from "@/app/_components/ui/dialog.tsx";
import { ActFooter } from "@/app/_components/wallet/act-footer.tsx";
import { useConfig } from "@/app/_hooks/use-config.ts";
import { useSend } from "@/app/_hooks/use-send.ts";
import { countAbuse } from "@/lib/chain/calls.ts";
import { asNumber, parseModelId } from "@/lib/domain/ids.ts";

/** A week of a network, as `/api/abuse/weeks` tells it. */
export type WeekView = {
  asn: number;
  week: number;
  counts: { modelId: string | null; reported: number; claimed: number; remedied: number }[];
};

/** Enters the counts of a past week in the register, once. */
export const PublishWeek = ({ view }: { view: WeekView }) => (
  <Dialog>
    <DialogTrigger asChild>
      <Button className="mt-4">Publish this week</Button>
    </DialogTrigger>
    <DialogContent
      title={`Publish week ${view.week} of AS${view.asn}?`}
      description="Everybody sees the numbers of the table, for good. A week is published once, also one without numbers."
    >
      <Publish view={view} />
    </DialogContent>
  </Dialog>
);

function Publish({ view: { asn, week, counts } }: { view: WeekView }) {
  const config = useConfig();
  const { run, state, isBusy } = useSend();
  const publish = () =>
    run(() =>
      countAbuse(
        config,
        asNumber(asn),
        week,
        counts.map(({ modelId, ...rest }) => ({ modelId: modelId === null ? null : parseModelId(modelId), ...rest })),
      ),
    );
  return (
    <ActFooter state={state} isDone={state.step === "done"} disabled={isBusy} onAct={publish}>
      Publish
    </ActFooter>
  );
}
