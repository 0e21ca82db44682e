"use client";

import { AppLink } from "@/app/_components/app-link.tsx";
import { Alert } from "@/app/_components/ui/alert.tsx";
import { Button } from "@/app/_components/ui/button.tsx";
import { Card, CardText, CardTitle } from "@/app/_components/ui/card.tsx";
import { Copy } from "@/app/_components/ui/copy.tsx";
import { Moment } from "@/app/_components/ui/datetime.tsx";
import { OwnerActLife } from "@/app/_components/wallet/owner-act-life.tsx";
import { RequireWallet } from "@/app/_components/wallet/require-wallet.tsx";
import { useChainTime } from "@/app/_hooks/use-chain-time.ts";
import { useOwnerAct } from "@/app/_hooks/use-owner-act.ts";
import { useWallet } from "@/app/_hooks/use-wallet.ts";
import { makerWord } from "@/app/_lib/dispute.ts";
import { formatWait } from "@/app/_lib/format.ts";
import { readable } from "@/app/_lib/words.ts";
import { parseDeviceId } from "@/lib/domain/ids.ts";
import type { DeviceView } from "@/lib/feed/wire.ts";
import { RecoveryNotice, TakenBack } from "../_components/recovery-notice.tsx";

const isSame = (a: string | undefined, b: string | undefined): boolean => a !== undefined && a.toLowerCase() === b?.toLowerCase();

/** How a claim to a device that has an owner stands, for whoever asks. */
export function RecoveryStanding({ device }: { device: DeviceView }) {
  const { address } = useWallet();
  const act = useOwnerAct();
  const { title } = device;
  const isOwner = isSame(title?.owner, address);
  // The dialogs and stages below would go with the claim; this one stays to tell how it ended.
  if (!title?.recovery)
    return (
      <>
        <OwnerActLife act={act} needs="proven" hasButton={false} className="mb-5" />
        {isOwner ? (
          <Alert tone="success" title="This device is yours.">
            <p>
              Nobody else claims it.{" "}
              <AppLink href="/my/devices" className="link">
                My devices
              </AppLink>
            </p>
          </Alert>
        ) : (
          <Alert title="Nobody claims it besides its owner.">
            <p>
              With the code from its box you can{" "}
              <AppLink href="/recover" className="link">
                claim it
              </AppLink>
              .
            </p>
          </Alert>
        )}
      </>
    );
  if (isOwner) return <RecoveryNotice device={device} />;
  return <Running device={device} recovery={title.recovery} isMine={isSame(title.recovery.claimant, address)} act={act} />;
}

type Recovery = NonNullable<NonNullable<DeviceView["title"]>["recovery"]>;
type RunningProps = { device: DeviceView; recovery: Recovery; isMine: boolean; act: ReturnType<typeof useOwnerAct> };

function Running({ device, recovery, isMine, act }: RunningProps) {
  const { maker } = device.batch.model;
  const now = useChainTime();
  const { claimant, readyAt, state } = recovery;
  const said = makerWord(device);
  const who = isMine ? "You claim" : "Somebody claims";
  if (readyAt === null)
    return (
      <Alert tone="warning" title={isMine ? "The owner objected to your claim." : "The owner objected to a claim."}>
        <TakenBack device={device} />
        <p>
          The device stays with its owner. {readable(maker.name)} may award it to {isMine ? "you" : "whoever claimed it"} all the same, with
          a reason that everybody can read and another 14 days later. {isMine ? "Write to it by way of" : "It is reached by way of"}{" "}
          {readable(maker.domain)}
          {isMine ? ", with whatever proves that the device is yours: the bill, a picture of the label." : "."}
        </p>
      </Alert>
    );
  const left = now === undefined ? undefined : readyAt - now;
  const complete = () => act.run(() => ({ verb: "CompleteRecovery", deviceId: parseDeviceId(device.id), claimant }));
  return (
    <Card>
      <CardTitle>{state === "awarded" ? `${readable(maker.name)} awarded it` : `${who} this device`}</CardTitle>
      <p className="mt-3 font-semibold text-2xl tracking-tight" role="timer">
        {left === undefined ? "…" : left > 0 ? `${formatWait(left)} left` : "The time is over"}
      </p>
      <CardText>
        {state === "awarded" ? "Its maker can take the award back until " : "Its owner can object until "}
        <Moment at={readyAt} className="font-medium text-ink" />.{" "}
        {isMine ? (
          <>
            Then come back to{" "}
            <AppLink href={`/recover/${device.id}`} className="link">
              this claim's own page
            </AppLink>{" "}
            and complete it.
          </>
        ) : (
          "From then on the claim can be completed."
        )}
      </CardText>
      {state === "awarded" && said ? <p className="mt-2 text-sm leading-relaxed">The reason given: “{said.reason}”</p> : null}
      <p className="mt-2 text-ink-soft text-sm">
        Claimed {recovery.basis === "device" ? "with the device itself" : "with the code from its box"} by{" "}
        <Copy value={claimant} what="claimant's address" />.
      </p>
      {left !== undefined && left <= 0 ? (
        <div className="mt-4">
          <RequireWallet why="Anybody can complete it; a wallet is needed to tell the register.">
            {() => (
              <Button size="lg" disabled={act.isBusy} onClick={complete} className="w-full sm:w-auto">
                {isMine ? "Make it mine" : "Complete it"}
              </Button>
            )}
          </RequireWallet>
        </div>
      ) : null}
      <OwnerActLife act={act} needs="proven" hasButton={left !== undefined && left <= 0} className="mt-4" />
    </Card>
  );
}
