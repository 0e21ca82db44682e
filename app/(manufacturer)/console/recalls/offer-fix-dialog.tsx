"use client";

import { useState } from "react";
import { AppLink } from "@/app/_components/app-link.tsx";
import { Button } from "@/app/_components/ui/button.tsx";
import { Dialog, DialogContent, DialogFooter, DialogTrigger } from "@/app/_components/ui/dialog.tsx";
import { Field } from "@/app/_components/ui/field.tsx";
import { Select } from "@/app/_components/ui/input.tsx";
import { Skeleton } from "@/app/_components/ui/skeleton.tsx";
import { ActFooter } from "@/app/_components/wallet/act-footer.tsx";
import { useConfig } from "@/app/_hooks/use-config.ts";
import { useModels } from "@/app/_hooks/use-feed.ts";
import { useSend } from "@/app/_hooks/use-send.ts";
import { formatDay } from "@/app/_lib/format.ts";
import { readable } from "@/app/_lib/words.ts";
import { offerFix } from "@/lib/chain/calls.ts";
import { parseModelId, recallId } from "@/lib/domain/ids.ts";
import type { ModelRef, RecallView, ReleaseView } from "@/lib/feed/wire.ts";
import { useConsole } from "../_components/console-context.ts";

type Props = { recall: RecallView; model: ModelRef };
type DialogProps = Props & {
  /** Sequence number of the fix that is offered already, 0 for none. */
  present: number;
};

/** Names the release that fixes the organisation's own model, or a later one than before. */
export function OfferFixDialog({ recall, model, present }: DialogProps) {
  const { organization } = useConsole();
  const models = useModels(organization.id);
  const releases = models.data?.find(({ id }) => id === model.id)?.releases.filter(({ revoked }) => revoked === null);
  // The button goes when nothing later is left; the dialog stays, so that it can tell how its own act ended.
  const isOver = present > 0 && !releases?.some(({ sequence }) => sequence > present);
  return (
    <Dialog>
      {isOver ? null : (
        <DialogTrigger asChild>
          <Button variant={present > 0 ? "secondary" : "primary"}>{present > 0 ? "Ask for a later version" : "Offer a fix"}</Button>
        </DialogTrigger>
      )}
      <DialogContent
        title={`Offer a fix for ${model.name}`}
        description="Owners are shown this version as the patch; later versions count as well. It can be raised to a later version and never lowered."
      >
        {releases === undefined ? <Skeleton className="h-24" /> : null}
        {releases?.length === 0 ? <NoRelease /> : null}
        {releases && releases.length > 0 ? (
          <OfferForm recall={recall} model={model} present={present} releases={releases.toSorted((a, b) => b.sequence - a.sequence)} />
        ) : null}
      </DialogContent>
    </Dialog>
  );
}

const NoRelease = () => (
  <>
    <p className="text-sm leading-relaxed">This model has no release yet. Publish the one that fixes the defect first.</p>
    <DialogFooter>
      <Button asChild>
        <AppLink href="/console/releases">Publish a release</AppLink>
      </Button>
    </DialogFooter>
  </>
);

function OfferForm({ recall, model, present, releases }: DialogProps & { releases: ReleaseView[] }) {
  const { contracts } = useConfig();
  const { run, state, isBusy } = useSend();
  const [choices] = useState(() => releases.filter(({ sequence }) => sequence > present)); // as they were before the act
  const [sequence, setSequence] = useState(choices[0]?.sequence ?? 0);
  const isDone = state.step === "done";
  return (
    <>
      <Field label="Fixed from version" hint="Devices that run this version or a later one count as fixed.">
        {(control) => (
          <Select {...control} value={sequence} onChange={(event) => setSequence(Number(event.target.value))} disabled={isBusy || isDone}>
            {choices.map((release) => (
              <option key={release.sequence} value={release.sequence}>
                {readable(release.version)}, published {formatDay(release.publishedAt)}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <ActFooter
        state={state}
        isDone={isDone}
        disabled={isBusy}
        onAct={() => run(() => offerFix({ contracts }, recallId(recall.id), parseModelId(model.id), sequence))}
      >
        Offer this fix
      </ActFooter>
    </>
  );
}
