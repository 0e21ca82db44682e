"use client";

import { useState } from "react";
import { Alert } from "@/app/_components/ui/alert.tsx";
import { Button } from "@/app/_components/ui/button.tsx";
import { Card, CardText, CardTitle } from "@/app/_components/ui/card.tsx";
import { Choice } from "@/app/_components/ui/choice.tsx";
import { Moment } from "@/app/_components/ui/datetime.tsx";
import { OwnerActLife } from "@/app/_components/wallet/owner-act-life.tsx";
import { useChainTime } from "@/app/_hooks/use-chain-time.ts";
import { formatWait } from "@/app/_lib/format.ts";
import { provisionalUntil } from "@/app/_lib/unit-state.ts";
import { FLAG_WORDS } from "@/app/_lib/words.ts";
import type { DeviceView } from "@/lib/feed/wire.ts";
import { bindingFlags } from "../../../_components/handover-standing.ts";
import { openRecallsOf } from "../../../_components/open-recalls.ts";
import { useOffer } from "../../../_components/use-handover.ts";
import { HandoverSheet } from "./handover-sheet.tsx";

/** Giving the device to somebody else: a link, which works once. */
export function HandoverSection({ device }: { device: DeviceView }) {
  const act = useOffer(device);
  const offer = device.title?.offer ?? null;
  const isBound = bindingFlags(device).length > 0;
  return (
    <Card className="print:border-0 print:p-0">
      <CardTitle>Hand it over</CardTitle>
      {offer ? (
        <HandoverSheet device={device} offer={offer} isBusy={act.isBusy} onTakeBack={() => act.takeBack(offer.key)} />
      ) : isBound ? (
        <NotNow device={device} />
      ) : (
        <OfferForm device={device} isBusy={act.isBusy} onOffer={act.offer} />
      )}
      <OwnerActLife act={act} hasButton={offer !== null || !isBound} className="mt-4 print:hidden" />
    </Card>
  );
}

const DAY = 86_400;
const VALIDITIES = [
  { value: "1", label: "1 day", note: "You hand it over in person." },
  { value: "7", label: "7 days", note: "You send it." },
  { value: "30", label: "30 days", note: "The next owner takes their time." },
] as const;
type Days = (typeof VALIDITIES)[number]["value"];

type FormProps = { device: DeviceView; isBusy: boolean; onOffer(seconds: number): void };

function OfferForm({ device, isBusy, onOffer }: FormProps) {
  const [days, setDays] = useState<Days>("7");
  const open = openRecallsOf(device).length;
  return (
    <>
      <CardText>
        You make a link for the next owner. It stays yours until the link was used, and you can end the offer until then. The next owner
        sees everything that is still to be done before accepting
        {open > 0 ? `: at the moment ${open === 1 ? "one open recall" : `${open} open recalls`}.` : "."}
      </CardText>
      <div className="mt-4">
        <Choice<Days>
          legend="How long the link works"
          name="validity"
          options={VALIDITIES}
          value={days}
          onChange={setDays}
          className="sm:grid-cols-3"
        />
      </div>
      <Button className="mt-4 h-11 w-full sm:h-10 sm:w-auto" disabled={isBusy} onClick={() => onOffer(Number(days) * DAY)}>
        Make the link
      </Button>
    </>
  );
}

/** Why not, and from when on. */
function NotNow({ device: { title } }: { device: DeviceView }) {
  const now = useChainTime();
  if (!title) return null;
  const { stolen, contested, retired, provisional } = title.flags;
  const until = provisionalUntil(title.since);
  if (provisional && !stolen && !contested && !retired)
    return (
      <Alert title="Not yet: you claimed it a short while ago." className="mt-3">
        <p>
          {FLAG_WORDS.provisional.meaning} You can hand it over from <Moment at={until} /> on
          {now ? `, in ${formatWait(until - now)}` : null}.
        </p>
      </Alert>
    );
  const why = stolen
    ? "it is reported stolen. If you have it back, say so below."
    : contested
      ? "somebody else claims it too. Settle that first."
      : "it is out of use, for good.";
  return <CardText>It cannot be handed over: {why}</CardText>;
}
