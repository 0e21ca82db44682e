"use client";

import { Search } from "lucide-react";
import type { FormEvent } from "react";
import { Button } from "@/app/_components/ui/button.tsx";
import { ErrorNotice } from "@/app/_components/ui/error-notice.tsx";
import { Field } from "@/app/_components/ui/field.tsx";
import { Input } from "@/app/_components/ui/input.tsx";
import { Skeleton } from "@/app/_components/ui/skeleton.tsx";
import { toProblem } from "@/app/_lib/problem.ts";
import { useResolvedCode } from "../_components/use-claim.ts";
import { useClaimCode } from "../_components/use-claim-code.ts";
import { FoundDevice } from "./found-device.tsx";

/** Code, device, confirmation: each step appears when the one before it is done, and nothing typed is lost. */
export function ClaimSteps() {
  const typed = useClaimCode();
  // A complete code is looked up without a press: its checksum already tells that it was meant.
  const found = useResolvedCode(typed.code);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    typed.judge();
    if (found.isError) found.refetch();
  };

  return (
    <>
      <form onSubmit={submit} noValidate>
        <Field
          label="Claim code"
          hint="Seven groups of four letters and digits. Capitals, spaces and dashes do not matter."
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
                className="h-12 font-mono uppercase tracking-wider placeholder:normal-case sm:h-12 sm:text-base"
                placeholder="4TDV-9M20-…"
                autoComplete="off"
                autoCapitalize="characters"
                autoCorrect="off"
                spellCheck={false}
                enterKeyHint="search"
              />
              <Button type="submit" size="lg" variant={found.data ? "secondary" : "primary"} disabled={found.isFetching}>
                <Search aria-hidden />
                Find my device
              </Button>
            </div>
          )}
        </Field>
      </form>

      <div className="mt-8" aria-live="polite">
        {found.isLoading ? <Skeleton className="h-48 w-full" /> : null}
        {found.error ? <ErrorNotice error={toProblem(found.error)} /> : null}
        {typed.code && found.data ? <FoundDevice key={found.data.deviceId} code={typed.code} resolved={found.data} /> : null}
      </div>
    </>
  );
}
