"use client";

import { Plus } from "lucide-react";
import { type FormEvent, useState } from "react";
import { Button } from "@/app/_components/ui/button.tsx";
import { Choice } from "@/app/_components/ui/choice.tsx";
import { Dialog, DialogContent, DialogTrigger } from "@/app/_components/ui/dialog.tsx";
import { Field } from "@/app/_components/ui/field.tsx";
import { Input } from "@/app/_components/ui/input.tsx";
import { ActFooter } from "@/app/_components/wallet/act-footer.tsx";
import { useConfig } from "@/app/_hooks/use-config.ts";
import { useSend } from "@/app/_hooks/use-send.ts";
import { focusFirstProblem } from "@/app/_lib/focus-problem.ts";
import { registerModel } from "@/lib/chain/calls.ts";
import { MusterError } from "@/lib/domain/errors.ts";
import { parseGtin } from "@/lib/domain/gtin.ts";
import { orgId } from "@/lib/domain/ids.ts";
import type { ModelKind } from "@/lib/domain/kinds.ts";
import { useConsole } from "../_components/console-context.ts";

const KINDS = [
  { value: "device", label: "Device", note: "Sold as such; people own it." },
  { value: "component", label: "Component", note: "Built into other products; counted through them." },
] as const;

/** What is wrong with a GTIN as it was typed; null when nothing is. */
function gtinProblem(text: string): string | null {
  if (text === "") return "Enter the GTIN.";
  try {
    parseGtin(text);
    return null;
  } catch (error) {
    return error instanceof MusterError ? error.message : "It is not a GTIN.";
  }
}

const bytesOf = (text: string): number => new TextEncoder().encode(text).length;
const unixDay = (day: string): number => Date.parse(`${day}T00:00:00Z`) / 1000;

export const RegisterDialog = () => (
  <Dialog>
    <DialogTrigger asChild>
      <Button className="mb-5">
        <Plus aria-hidden />
        Register a model
      </Button>
    </DialogTrigger>
    <DialogContent title="Register a model" description="Name and GTIN stay as they are for ever; the end of support may only move later.">
      <RegisterForm />
    </DialogContent>
  </Dialog>
);

function RegisterForm() {
  const { organization } = useConsole();
  const { contracts } = useConfig();
  const { run, state, isBusy } = useSend();
  const [name, setName] = useState("");
  const [gtin, setGtin] = useState("");
  const [kind, setKind] = useState<ModelKind>("device");
  const [day, setDay] = useState("");
  const [isJudged, setJudged] = useState(false);
  const isDone = state.step === "done";
  const problems = {
    name: name.trim() === "" || bytesOf(name.trim()) > 100 ? "Enter the name, at most 100 characters." : null,
    gtin: gtinProblem(gtin.trim()),
    day: day === "" || unixDay(day) * 1000 <= Date.now() ? "Choose a day in the future." : null,
  };
  const shown = (problem: string | null): string | null => (isJudged ? problem : null);

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    setJudged(true);
    if (problems.name || problems.gtin || problems.day) return focusFirstProblem(event.currentTarget);
    const model = { orgId: orgId(organization.id), gtin: parseGtin(gtin.trim()), kind, name: name.trim() };
    run(() => registerModel({ contracts }, { ...model, supportEnd: unixDay(day) }));
  };
  return (
    <form onSubmit={submit} noValidate>
      <fieldset disabled={isBusy || isDone} className="flex flex-col gap-4">
        <Field label="Name" hint="Under which it is sold." error={shown(problems.name)} required>
          {(control) => <Input {...control} value={name} onChange={(event) => setName(event.target.value)} autoComplete="off" />}
        </Field>
        <Field label="GTIN" hint="The digits below the barcode: 8, 12, 13 or 14 of them." error={shown(problems.gtin)} required>
          {(control) => (
            <Input
              {...control}
              value={gtin}
              onChange={(event) => setGtin(event.target.value)}
              inputMode="numeric"
              className="font-mono"
              autoComplete="off"
            />
          )}
        </Field>
        <Choice<ModelKind> legend="What it is" name="kind" options={KINDS} value={kind} onChange={setKind} className="sm:grid-cols-2" />
        <Field label="Security updates until" error={shown(problems.day)} required>
          {(control) => <Input {...control} type="date" value={day} onChange={(event) => setDay(event.target.value)} />}
        </Field>
      </fieldset>
      <ActFooter state={state} isDone={isDone} disabled={isBusy}>
        Register
      </ActFooter>
    </form>
  );
}
