"use client";

import { useState } from "react";
import { Choice } from "@/app/_components/ui/choice.tsx";
import { useClaimCode } from "../_components/use-claim-code.ts";
import { ByCode } from "./by-code.tsx";
import { ByDevice } from "./by-device.tsx";
import { useRecoveryAnswer } from "./use-recovery-answer.ts";

type Basis = "code" | "device";

const BASES = [
  { value: "code", label: "The code from its box", note: "On the card inside the box." },
  { value: "device", label: "The device itself", note: "Some devices can sign. That outranks the code." },
] as const;

/** By what somebody claims a device that has an owner. Whoever comes back from the device's own page has chosen already. */
export function RecoverSteps() {
  const typed = useClaimCode();
  const answer = useRecoveryAnswer();
  const [chosen, setChosen] = useState<Basis>();
  const basis = chosen ?? (answer.cameByLink ? "device" : "code");
  return (
    <div className="flex flex-col gap-8">
      <Choice<Basis>
        legend="What you have"
        name="basis"
        options={BASES}
        value={basis}
        onChange={setChosen}
        className="max-w-2xl sm:grid-cols-2"
      />
      {basis === "code" ? <ByCode typed={typed} /> : <ByDevice answer={answer} />}
    </div>
  );
}
