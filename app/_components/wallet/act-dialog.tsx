"use client";

import { type FormEvent, type ReactNode, useState } from "react";
import { Button } from "@/app/_components/ui/button.tsx";
import { Dialog, DialogContent, DialogTrigger } from "@/app/_components/ui/dialog.tsx";
import { useConfig } from "@/app/_hooks/use-config.ts";
import { useSend } from "@/app/_hooks/use-send.ts";
import { focusFirstProblem } from "@/app/_lib/focus-problem.ts";
import type { PublicConfig } from "@/app/_lib/public-config.ts";
import type { Call } from "@/lib/chain/calls.ts";
import { ActFooter } from "./act-footer.tsx";

type Props = {
  opener: string;
  /** What it is about, for those who hear the button by itself. */
  about: string;
  title: string;
  consequences: readonly string[];
  confirm: string;
  /** Whether all that was typed is in order; complaints are shown by the fields. */
  isSound: boolean;
  call(register: Pick<PublicConfig, "contracts">): Call | Promise<Call>;
  onOpenChange?(isOpen: boolean): void;
  /** The fields. @param isJudged Whether their complaints are to be shown. */
  children?: (isJudged: boolean, isLocked: boolean) => ReactNode;
};

/** One act of somebody with a wallet: what follows from it, what has to be typed, and how far it is. */
export function ActDialog({ opener, about, onOpenChange, ...form }: Props) {
  return (
    <Dialog onOpenChange={onOpenChange}>
      <DialogTrigger asChild>
        <Button variant="secondary" size="sm" aria-label={`${opener}: ${about}`}>
          {opener}
        </Button>
      </DialogTrigger>
      <DialogContent title={form.title}>
        <ActForm {...form} />
      </DialogContent>
    </Dialog>
  );
}

function ActForm({ consequences, confirm, isSound, call, children }: Omit<Props, "opener" | "about" | "onOpenChange">) {
  const config = useConfig();
  const { run, state, isBusy } = useSend();
  const [isJudged, setJudged] = useState(false);
  const isDone = state.step === "done";
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    setJudged(true);
    if (!isSound) return requestAnimationFrame(() => focusFirstProblem(event.target as HTMLFormElement));
    run(() => call(config));
  };
  return (
    <form onSubmit={submit} noValidate>
      {isDone ? null : (
        <ul className="mb-4 flex list-disc flex-col gap-1.5 pl-5 text-sm leading-relaxed marker:text-ink-soft">
          {consequences.map((consequence) => (
            <li key={consequence}>{consequence}</li>
          ))}
        </ul>
      )}
      <div className="flex flex-col gap-4">{children?.(isJudged, isBusy || isDone)}</div>
      <ActFooter state={state} isDone={isDone} disabled={isBusy}>
        {confirm}
      </ActFooter>
    </form>
  );
}
