"use client";

import { Printer, Undo2 } from "lucide-react";
import { Alert } from "@/app/_components/ui/alert.tsx";
import { Button } from "@/app/_components/ui/button.tsx";
import { CopyButton } from "@/app/_components/ui/copy-button.tsx";
import { Moment } from "@/app/_components/ui/datetime.tsx";
import { QrCode } from "@/app/_components/ui/qr-code.tsx";
import { useChainTime } from "@/app/_hooks/use-chain-time.ts";
import { formatWait } from "@/app/_lib/format.ts";
import { handoverLink } from "@/lib/domain/handover.ts";
import type { DeviceView } from "@/lib/feed/wire.ts";
import { useHandoverCode } from "../../../_components/use-handover.ts";

type Offer = NonNullable<NonNullable<DeviceView["title"]>["offer"]>;
type Props = { device: DeviceView; offer: Offer; isBusy: boolean; onTakeBack(): void };

/** The link of the offer in force, to be shown, sent or printed. */
export function HandoverSheet({ device, offer, isBusy, onTakeBack }: Props) {
  const code = useHandoverCode(offer);
  const now = useChainTime();
  const takeBack = (
    <Button variant="secondary" disabled={isBusy} onClick={onTakeBack}>
      <Undo2 aria-hidden />
      End the offer
    </Button>
  );
  if (!code)
    return (
      <Alert tone="warning" title="It is offered, but its link is not in this browser." className="mt-3">
        <p>
          The link is kept only where it was made. Open this page there, or end the offer and make a new link. The one in force works until{" "}
          <Moment at={offer.until} />.
        </p>
        <div className="mt-3">{takeBack}</div>
      </Alert>
    );
  const link = handoverLink(window.location.origin, device.id, code);
  return (
    <div className="mt-3 grid gap-5 sm:grid-cols-[13rem_1fr] sm:items-start">
      <QrCode
        text={link}
        label="The link as a square code, for the camera of the next owner's phone"
        className="w-full max-w-64 justify-self-center border"
      />
      <div className="flex min-w-0 flex-col gap-4 text-sm leading-relaxed">
        <p>
          Let the next owner scan this, or send the link. It works once, until <Moment at={offer.until} className="font-medium" />
          {now && now < offer.until ? ` (${formatWait(offer.until - now)} from now)` : null}.
        </p>
        <p className="break-all rounded-md bg-sunken px-3 py-2 font-mono text-[0.8rem] leading-snug">{link}</p>
        <p className="text-ink-soft">Whoever has the link can take the device over. Give it to nobody else, and only when you are paid.</p>
        <div className="flex flex-wrap gap-2 print:hidden">
          <CopyButton text={link} label="Copy the link" />
          <Button variant="secondary" onClick={() => window.print()}>
            <Printer aria-hidden />
            Print
          </Button>
          {takeBack}
        </div>
      </div>
    </div>
  );
}
