"use client";

import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useConfig as useWagmiConfig } from "wagmi";
import { getPublicClient } from "wagmi/actions";
import { Button } from "@/app/_components/ui/button.tsx";
import { Moment } from "@/app/_components/ui/datetime.tsx";
import { Field } from "@/app/_components/ui/field.tsx";
import { Input } from "@/app/_components/ui/input.tsx";
import { ProblemNotice } from "@/app/_components/wallet/problem-notice.tsx";
import { useConfig } from "@/app/_hooks/use-config.ts";
import type { PublicConfig } from "@/app/_lib/public-config.ts";
import type { Sender } from "@/lib/chain/send.ts";
import { type DeviceId, parseDeviceId } from "@/lib/domain/ids.ts";
import { LongText } from "./long-text.tsx";

type Props = {
  /** As it was named already; may be empty. */
  device: string;
  ask(reader: Sender["public"], config: PublicConfig, deviceId: DeviceId): Promise<{ challenge: { deadline: bigint }; text: string }>;
  /** What to do with the text, before the time until which it is good. */
  instruction: string;
};

/** Names a device and gets what it has to sign. */
export function ChallengeStep({ device, ask, instruction }: Props) {
  const wagmi = useWagmiConfig();
  const config = useConfig();
  const [text, setText] = useState(device);
  const challenge = useMutation({
    mutationFn: async () =>
      ask(getPublicClient(wagmi, { chainId: config.chainId }) as Sender["public"], config, parseDeviceId(text.trim())),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    challenge.mutate();
  };
  return (
    <div className="flex flex-col gap-5">
      <form onSubmit={submit} noValidate>
        <Field label="Device number" hint="Two numbers with a dash, for example 7-123. It stands on the device's page." required>
          {(control) => (
            <div className="flex flex-col gap-3 sm:flex-row">
              <Input
                {...control}
                value={text}
                onChange={(event) => setText(event.target.value)}
                maxLength={27}
                autoComplete="off"
                className="h-12 sm:h-12 sm:max-w-60"
              />
              <Button
                type="submit"
                size="lg"
                variant={challenge.data ? "secondary" : "primary"}
                disabled={challenge.isPending || text.trim() === ""}
              >
                {challenge.data ? "Get a new challenge" : "Get a challenge"}
              </Button>
            </div>
          )}
        </Field>
      </form>
      <div aria-live="polite">
        {challenge.error ? <ProblemNotice error={challenge.error} /> : null}
        {challenge.data ? (
          <div className="flex flex-col gap-3">
            <LongText label="Challenge" text={challenge.data.text} />
            <p className="max-w-prose text-sm leading-relaxed">
              {instruction} It is good until <Moment at={Number(challenge.data.challenge.deadline)} />.
            </p>
          </div>
        ) : null}
      </div>
    </div>
  );
}
