import { AppLink } from "@/app/_components/app-link.tsx";
import { Alert } from "@/app/_components/ui/alert.tsx";
import { Disclosure } from "@/app/_components/ui/disclosure.tsx";
import { StateBadge } from "@/app/_components/ui/state-badge.tsx";
import { deviceNumberProblem } from "@/app/_lib/printed-numbers.ts";
import { feed } from "@/app/_lib/server.ts";
import { stateFor } from "@/app/_lib/unit-state.ts";
import { EVIDENCE_WORDS, readable } from "@/app/_lib/words.ts";
import { MusterError } from "@/lib/domain/errors.ts";
import type { DeviceView, RecallView } from "@/lib/feed/wire.ts";
import { CodeForm } from "../../../_components/code-form.tsx";
import { DeviceNumberForm } from "../../../_components/device-number-form.tsx";

type Props = { recall: RecallView /** Device number from the address, as it was typed. */; asked: string | undefined };

/** Whether the reader's own unit is meant. */
export async function UnitCheck({ recall, asked }: Props) {
  const problem = asked === undefined ? null : deviceNumberProblem(asked);
  return (
    <section id="your-device" aria-labelledby="your-device-title" className="rounded-lg border bg-surface p-5 sm:p-6 print:hidden">
      <h2 id="your-device-title" className="font-semibold text-lg tracking-tight">
        Is my device meant?
      </h2>
      <div className="mt-4" aria-live="polite">
        {asked !== undefined && problem === null ? <Answer recall={recall} deviceId={asked} /> : null}
      </div>
      <DeviceNumberForm action={`/recalls/${recall.id}#your-device`} value={asked ?? ""} problem={problem} label="Check" />
      <div className="mt-5 space-y-3 border-t pt-5">
        <Disclosure summary="Check with the claim code from the box">
          <CodeForm target={`/recalls/${recall.id}?device={device}#your-device`} label="Check" />
        </Disclosure>
        <p className="text-sm">
          <AppLink href="/" className="link">
            I only have the serial number
          </AppLink>
        </p>
      </div>
    </section>
  );
}

async function Answer({ recall, deviceId }: { recall: RecallView; deviceId: string }) {
  let device: DeviceView;
  try {
    device = await feed().device(deviceId);
  } catch (error) {
    if (error instanceof MusterError && (error.code === "unit-unknown" || error.code === "BatchesUnknown"))
      return (
        <Reply
          state="unknown"
          deviceId={deviceId}
          text="The register has no device of this number. Compare it with your notice or your device's page."
        />
      );
    console.error("web: unit check", error);
    return (
      <Alert tone="warning" title="This cannot be checked at the moment." className="mb-5">
        Load the page again in a moment.
      </Alert>
    );
  }
  const own = device.recalls.find((entry) => entry.recall.id === recall.id);
  const name = readable(device.batch.model.name);
  if (!own) return <Reply state="clear" deviceId={deviceId} text={`Your ${name} is not meant by this recall.`} link />;
  const state = stateFor(own, device);
  const texts = {
    affected: own.fix
      ? `Your ${name} is meant. Install release ${readable(own.fix.version)}, then register it.`
      : `Your ${name} is meant. No fix is offered for it yet: follow what to do now.`,
    checking: `Your ${name} is said to run the fix. The case asks for more: ${EVIDENCE_WORDS[own.recall.minEvidence].toLowerCase()} or stronger.`,
    fixed: `Your ${name} was meant and is fixed.`,
    clear: `Your ${name} was named, but this recall was withdrawn: it was a mistake.`,
  };
  return <Reply state={state} deviceId={deviceId} text={texts[state as keyof typeof texts]} link />;
}

type ReplyProps = { state: Parameters<typeof StateBadge>[0]["state"]; deviceId: string; text: string; link?: boolean };

const Reply = ({ state, deviceId, text, link = false }: ReplyProps) => (
  <div className="mb-5 rounded-md border bg-page p-4">
    <p className="flex flex-wrap items-center gap-2 text-sm">
      <StateBadge state={state} /> <span className="text-ink-soft">Device {deviceId}</span>
    </p>
    <p className="mt-2 leading-relaxed">{text}</p>
    {link ? (
      <p className="mt-2 text-sm">
        <AppLink href={`/devices/${deviceId}`} className="link">
          All about this device
        </AppLink>
      </p>
    ) : null}
  </div>
);
