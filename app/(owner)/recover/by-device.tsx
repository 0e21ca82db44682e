"use client";

import { Skeleton } from "@/app/_components/ui/skeleton.tsx";
import { ProblemNotice } from "@/app/_components/wallet/problem-notice.tsx";
import { RequireWallet } from "@/app/_components/wallet/require-wallet.tsx";
import { useDevice } from "@/app/_hooks/use-feed.ts";
import { newRecoveryChallenge } from "@/lib/chain/device-recovery.ts";
import type { RecoveryAnswer } from "@/lib/domain/device-recovery.ts";
import { formatDeviceId } from "@/lib/domain/ids.ts";
import type { DeviceView } from "@/lib/feed/wire.ts";
import { AnswerField } from "../_components/answer-field.tsx";
import { ChallengeStep } from "../_components/challenge-step.tsx";
import { NumberedStep } from "../_components/numbered-step.tsx";
import { useRecovery } from "../_components/use-recovery.ts";
import { AskForTitle } from "./ask-for-title.tsx";
import type { useRecoveryAnswer } from "./use-recovery-answer.ts";

/** The device is asked to name its new owner, and its answer is brought here. */
export function ByDevice({ answer: { text, setText, cameByLink, checked } }: { answer: ReturnType<typeof useRecoveryAnswer> }) {
  return (
    <div className="flex flex-col gap-10">
      {cameByLink ? null : (
        <NumberedStep number={1} title="Ask the device">
          <RequireWallet why="The device names the account that shall own it: connect that one.">
            {(claimant) => (
              <ChallengeStep
                key={claimant}
                device=""
                ask={(reader, config, deviceId) => newRecoveryChallenge(reader, config, deviceId, claimant)}
                instruction="Hold the button on the device that its manual names for this, and give it the text, on the page among its settings or in its maker's app. The text names the connected account and no other."
              />
            )}
          </RequireWallet>
        </NumberedStep>
      )}
      <NumberedStep number={cameByLink ? undefined : 2} title="Bring its answer">
        <div className="flex flex-col gap-5">
          <AnswerField name="muster-recovery-answer-1" text={text} onChange={setText} />
          <div aria-live="polite">
            {checked.isLoading ? <Skeleton className="h-40 w-full" /> : null}
            {checked.error ? <ProblemNotice error={checked.error} /> : null}
            {checked.data ? <Answered key={text} answer={checked.data} /> : null}
          </div>
        </div>
      </NumberedStep>
    </div>
  );
}

function Answered({ answer }: { answer: RecoveryAnswer }) {
  const device = useDevice(formatDeviceId(answer.challenge.deviceId));
  if (device.error) return <ProblemNotice error={device.error} />;
  return device.data ? <FoundByDevice device={device.data} answer={answer} /> : <Skeleton className="h-48 w-full" />;
}

function FoundByDevice({ device, answer }: { device: DeviceView; answer: RecoveryAnswer }) {
  const act = useRecovery();
  const named = answer.challenge.claimant;
  return <AskForTitle device={device} basis="device" named={named} act={act} onAsk={() => act.startByDevice(answer)} />;
}
