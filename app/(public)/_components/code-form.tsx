"use client";

import { Search } from "lucide-react";
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { Button } from "@/app/_components/ui/button.tsx";
import { ErrorNotice, type Problem } from "@/app/_components/ui/error-notice.tsx";
import { Field } from "@/app/_components/ui/field.tsx";
import { Input } from "@/app/_components/ui/input.tsx";
import { callApi } from "@/app/_lib/api.ts";
import { parseClaimCode } from "@/lib/domain/claim-code.ts";
import { MusterError } from "@/lib/domain/errors.ts";

type Props = {
  /** Where the answer is; `{device}` becomes the number of the unit. */
  target: string;
  label?: string;
};

/** Asks by the code from the box. Only the address of the key that it opens is sent, so it needs JavaScript. */
export function CodeForm({ target, label = "Look it up" }: Props) {
  const router = useRouter();
  const [text, setText] = useState("");
  const [complaint, setComplaint] = useState<string | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [isBusy, setBusy] = useState(false);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setComplaint(null);
    setProblem(null);
    setBusy(true);
    try {
      const code = parseClaimCode(text);
      // Loaded when it is needed: the look-up's page stays light.
      const { claimKey } = await import("@/lib/domain/unit.ts");
      const { deviceId } = await callApi<{ deviceId: string }>("POST", "resolve", { claimKey: claimKey(code) });
      router.push(target.replace("{device}", deviceId));
    } catch (error) {
      if (!(error instanceof MusterError)) throw error;
      if (error.code.startsWith("claim-code-")) setComplaint(`${error.message} ${error.remedy}`);
      else setProblem(error);
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
          error={complaint}
        >
          {(control) => (
            <Input
              {...control}
              value={text}
              onChange={(event) => setText(event.target.value)}
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
        {problem ? <ErrorNotice error={problem} /> : null}
      </form>
    </>
  );
}
