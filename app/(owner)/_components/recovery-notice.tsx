"use client";

import { AppLink } from "@/app/_components/app-link.tsx";
import { Alert } from "@/app/_components/ui/alert.tsx";
import { Day, Moment } from "@/app/_components/ui/datetime.tsx";
import { useChainTime } from "@/app/_hooks/use-chain-time.ts";
import { makerWord } from "@/app/_lib/dispute.ts";
import { formatWait } from "@/app/_lib/format.ts";
import { readable } from "@/app/_lib/words.ts";
import { parseDeviceId } from "@/lib/domain/ids.ts";
import type { DeviceView } from "@/lib/feed/wire.ts";
import { ActDialog } from "./act-dialog.tsx";

/** Somebody else claims the device. Loud, because silence gives it away. */
export function RecoveryNotice({ device, className }: { device: DeviceView; className?: string }) {
  const now = useChainTime();
  const { title, batch } = device;
  const recovery = title?.recovery;
  if (!recovery) return null;
  const { maker } = batch.model;
  if (recovery.state === "vetoed" || recovery.readyAt === null)
    return (
      <Alert title="You objected to somebody else's claim." className={className}>
        <TakenBack device={device} />
        <p>
          The device stays yours. {readable(maker.name)} may still award it to the other side, with a reason that everybody can read; then
          another 14 days run, and you see it here.
        </p>
      </Alert>
    );
  const said = makerWord(device);
  const isAward = recovery.state === "awarded";
  const left = now === undefined ? null : recovery.readyAt - now;
  const clock = (
    <>
      <Moment at={recovery.readyAt} className="font-medium" />
      {left === null ? null : left > 0 ? `, in ${formatWait(left)}` : ", which is over: it can be taken at any moment"}
    </>
  );
  return (
    <Alert
      tone="danger"
      title={isAward ? "Its maker has awarded this device to somebody else." : "Somebody else claims this device."}
      className={className}
    >
      {isAward ? (
        <p>
          {said ? `The reason given: “${said.reason}” ` : ""}It can be taken from you from {clock}. Only {readable(maker.name)} can stop
          that now: write to it by way of {readable(maker.domain)}.
        </p>
      ) : (
        <>
          <p>
            Whoever it is has {recovery.basis === "device" ? "the device itself" : "the code from its box"}. Unless you object, it is theirs
            from {clock}. If it was you, from a new account, do nothing.
          </p>
          <div className="mt-3">
            <ActDialog
              opener="Object"
              title="Object to the claim"
              confirm="Object"
              consequences={[
                "The claim ends at once, and the device stays yours.",
                `For as long as it is yours, nobody can claim it ${recovery.basis === "device" ? "in this way" : "with the code from its box"} again.`,
                `${readable(maker.name)} may still award it to the other side, with a reason that everybody can read, and another 14 days later.`,
              ]}
              act={{ verb: "VetoRecovery", deviceId: parseDeviceId(device.id) }}
              opensMain
            />
          </div>
        </>
      )}
      <p className="mt-3">
        <AppLink href={`/recover/${device.id}`} className="link">
          How it stands
        </AppLink>
      </p>
    </Alert>
  );
}

/** That the maker had awarded it, and why it does so no more; nothing where it never did. */
export function TakenBack({ device }: { device: DeviceView }) {
  const said = makerWord(device);
  if (said?.is !== "taken-back") return null;
  return (
    <p className="mb-1">
      {readable(device.batch.model.maker.name)} took its award back on <Day at={said.at} />: “{said.reason}”
    </p>
  );
}
