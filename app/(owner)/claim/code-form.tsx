"use client";

import { Search } from "lucide-react";
import type { FormEvent } from "react";
import { Button } from "@/app/_components/ui/button.tsx";
import { Field } from "@/app/_components/ui/field.tsx";
import { Input } from "@/app/_components/ui/input.tsx";
import { ScanDialog } from "../_components/scan-dialog.tsx";
import type { useClaimCode } from "../_components/use-claim-code.ts";

type Props = { typed: ReturnType<typeof useClaimCode>; isFound: boolean; onAsk(): void };

/** The code as it is printed inside the box. All 34 characters fit on a small phone, so that they can be compared. */
export function CodeForm({ typed, isFound, onAsk }: Props) {
  const submit = (event: FormEvent) => {
    event.preventDefault();
    typed.judge();
    onAsk();
  };
  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-4">
      <ScanDialog onCode={typed.take} />
      <Field
        label="Claim code"
        hint="On the card inside the box: seven groups of four letters and digits, for example 4TDV-9M20-… Capitals, spaces and dashes do not matter."
        error={typed.problem}
        required
      >
        {(control) => (
          <div className="flex flex-col gap-3 sm:flex-row">
            <Input
              {...control}
              value={typed.text}
              onChange={(event) => typed.setText(event.target.value)}
              onBlur={typed.judge}
              className="h-12 px-1.5 font-mono text-[clamp(15px,4.3vw,16px)] uppercase sm:h-12 sm:px-3 sm:text-base sm:tracking-wide"
              autoComplete="off"
              autoCapitalize="characters"
              autoCorrect="off"
              spellCheck={false}
              enterKeyHint="search"
            />
            <Button type="submit" size="lg" variant={isFound ? "secondary" : "primary"}>
              <Search aria-hidden />
              Find my device
            </Button>
          </div>
        )}
      </Field>
    </form>
  );
}
