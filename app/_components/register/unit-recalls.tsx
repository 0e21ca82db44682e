import { ShieldCheck } from "lucide-react";
import { AppLink } from "@/app/_components/app-link.tsx";
import { Button } from "@/app/_components/ui/button.tsx";
import { Day } from "@/app/_components/ui/datetime.tsx";
import { StateBadge } from "@/app/_components/ui/state-badge.tsx";
import { readNotice } from "@/app/_lib/notices.ts";
import { recallTitle } from "@/app/_lib/recall-title.ts";
import { stateFor } from "@/app/_lib/unit-state.ts";
import { EVIDENCE_WORDS, readable } from "@/app/_lib/words.ts";
import type { DeviceRecall, DeviceView } from "@/lib/feed/wire.ts";
import { CaseBadge, MeasureBadge, SeverityBadge } from "./badges.tsx";

/** Every recall that means a unit, and the next step for each. */
export function UnitRecalls({ device }: { device: DeviceView }) {
  if (device.recalls.length === 0)
    return (
      <section aria-label="Recalls" className="flex gap-4 rounded-lg border bg-surface p-5 sm:p-6">
        <ShieldCheck className="size-7 shrink-0 text-clear" strokeWidth={1.75} aria-hidden />
        <div>
          <h2 className="font-semibold text-lg">No recall means this device</h2>
          <p className="mt-1 max-w-prose text-ink-soft leading-relaxed">
            Nothing has to be done. {device.title ? "Its owner is told if that changes." : "Claim it, and you are told if that changes."}
          </p>
        </div>
      </section>
    );
  return (
    <section aria-label="Recalls" className="space-y-4">
      {device.recalls.map((entry) => (
        <UnitRecall key={entry.recall.id} entry={entry} device={device} />
      ))}
    </section>
  );
}

const EDGE = {
  affected: "border-l-affected-fill",
  checking: "border-l-checking-fill",
  fixed: "border-l-fixed-fill",
  clear: "border-l-line-strong",
};

async function UnitRecall({ entry, device }: { entry: DeviceRecall; device: DeviceView }) {
  const { recall, via, acknowledgedAt } = entry;
  const state = stateFor(entry, device);
  return (
    <article className={`rounded-lg border border-l-4 bg-surface p-5 sm:p-6 ${EDGE[state as keyof typeof EDGE]}`}>
      <div className="flex flex-wrap gap-1.5">
        <StateBadge state={state} />
        <MeasureBadge measure={recall.measure} />
        <SeverityBadge severity={recall.severity} />
        {recall.state === "open" ? null : <CaseBadge state={recall.state} />}
      </div>
      <h2 className="mt-3 font-semibold text-lg leading-snug tracking-tight sm:text-xl">{await recallTitle(recall)}</h2>
      <p className="mt-1 text-ink-soft text-sm">
        No. {recall.id} by <bdi>{readable(recall.issuer.name)}</bdi>, <Day at={recall.openedAt} />
        {via.length > 0 ? (
          <>
            {" "}
            · meant because it contains <bdi>{readable(via.at(-1)?.model.name ?? "")}</bdi>, lot {readable(via.at(-1)?.lot ?? "")}
          </>
        ) : null}
        {acknowledgedAt ? (
          <>
            {" "}
            · acknowledged on <Day at={acknowledgedAt} />
          </>
        ) : null}
      </p>
      <div className="mt-4">
        <NextStep entry={entry} state={state} />
      </div>
      <div className="mt-5 flex flex-wrap gap-3">
        <Button asChild variant={state === "affected" || state === "checking" ? "primary" : "secondary"}>
          <AppLink href={`/recalls/${recall.id}?device=${device.id}`}>Read the recall</AppLink>
        </Button>
      </div>
    </article>
  );
}

async function NextStep({ entry: { recall, fix }, state }: { entry: DeviceRecall; state: string }) {
  if (state === "fixed") return <p className="max-w-prose leading-relaxed">This device has been fixed. Nothing more has to be done.</p>;
  if (state === "clear")
    return <p className="max-w-prose leading-relaxed">This recall was withdrawn: it was a mistake. Nothing has to be done.</p>;
  if (state === "checking")
    return (
      <p className="max-w-prose leading-relaxed">
        It is said to run the fix. The case asks for more: {EVIDENCE_WORDS[recall.minEvidence].toLowerCase()} or stronger.
      </p>
    );
  const { notice, state: text } = await readNotice(recall.notice);
  const steps = notice?.whatToDo ?? [];
  return (
    <>
      <p className="font-medium">
        {fix ? `Install release ${readable(fix.version)} and register that you have.` : "No fix is offered for this model yet."}
      </p>
      {steps.length > 0 ? (
        <ol className="mt-2 max-w-prose list-decimal space-y-1.5 pl-5 leading-relaxed" lang={notice?.language}>
          {steps.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
      ) : null}
      {text === "checked" ? null : <p className="mt-2 max-w-prose leading-relaxed">{NO_STEPS[text]}</p>}
    </>
  );
}

/** What stands in place of the notice's steps. */
const NO_STEPS = {
  missing: "What else has to be done stands in the notice, whose text is missing here. Ask its issuer.",
  altered: "What else has to be done stands in the notice, whose text was altered and is not shown. Ask its issuer.",
  unreadable: "What else has to be done stands in the notice, whose text cannot be read. Ask its issuer.",
} as const;
