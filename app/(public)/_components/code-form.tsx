"use client";

import { Search } from "lucide-react";
import { useRouter } from "next/navigation";
import { type FormEvent, useRef, useState } from "react";
import { Button } from "@/app/_components/ui/button.tsx";
import { ErrorNotice } from "@/app/_components/ui/error-notice.tsx";
import { Field } from "@/app/_components/ui/field.tsx";
import { Input } from "@/app/_components/ui/input.tsx";
import type { FoundByCode } from "./find-by-code.ts";

type Props = {
  /** Where the answer is; `{device}` becomes the number of the unit. */
  target: string;
  label?: string;
};

/** Asks by the code from the box. Only the address of the key that it opens is sent, so it needs JavaScript. */
export function CodeForm({ target, label = "Look it up" }: Props) {
  const router = useRouter();
  // Read when it is sent: what is typed before scripts run counts. It has no name, so that no browser puts it into an address.
  const code = useRef<HTMLInputElement>(null);
  const [found, setFound] = useState<FoundByCode | null>(null);
  const [isBusy, setBusy] = useState(false);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setFound(null);
    setBusy(true);
    try {
      // Loaded when it is needed: the look-up's page stays light.
      const { findByCode } = await import("./find-by-code.ts");
      const answer = await findByCode(code.current?.value ?? "");
      setFound(answer);
      if ("deviceId" in answer) router.push(target.replace("{device}", answer.deviceId));
    } finally {
      setBusy(false);
    }
  };

  return (
    <>
      <p className="hidden text-sm leading-relaxed noscript:block">
        The code must not leave your device, so this way needs JavaScript. The serial number works without.
      </p>
      <form onSubmit={submit} noValidate className="flex flex-col gap-4 noscript:hidden">
        <Field
          label="Claim code"
          hint="Seven groups of four, on the card inside the box. The code itself is not sent to us."
          error={found && "complaint" in found ? found.complaint : null}
        >
          {(control) => (
            <Input
              {...control}
              ref={code}
              autoComplete="off"
              autoCapitalize="characters"
              spellCheck={false}
              className="font-mono uppercase"
            />
          )}
        </Field>
        <Button type="submit" size="lg" disabled={isBusy}>
          <Search aria-hidden />
          {isBusy ? "Looking it up" : label}
        </Button>
        {found && "problem" in found ? <ErrorNotice error={found.problem} /> : null}
      </form>
    </>
  );
}
