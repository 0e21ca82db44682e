"use client";

import { Button } from "@/app/_components/ui/button.tsx";
import { Dialog, DialogClose, DialogContent, DialogFooter, DialogTrigger } from "@/app/_components/ui/dialog.tsx";
import { OwnerActLife } from "@/app/_components/wallet/owner-act-life.tsx";
import { useOwnerAct } from "@/app/_hooks/use-owner-act.ts";
import type { CarriedAct } from "@/lib/domain/carried-acts.ts";

type Props = {
  /** On the button that opens it; null when there is nothing left to do. */
  opener: string | null;
  title: string;
  /** On the button that does it. */
  confirm: string;
  consequences: readonly string[];
  act: CarriedAct;
  isForGood?: boolean;
  /** What opens it is the main thing to do where it stands. */
  opensMain?: boolean;
};

/** An act whose consequences are read before anything is signed. */
export function ActDialog({ opener, title, confirm, consequences, act, isForGood = false, opensMain = false }: Props) {
  const acting = useOwnerAct();
  const isDone = acting.state.step === "done";
  return (
    <Dialog onOpenChange={(isOpen) => isOpen && acting.reset()}>
      {opener ? (
        <DialogTrigger asChild>
          <Button variant={opensMain ? "primary" : "secondary"} className="h-11 sm:h-10">
            {opener}
          </Button>
        </DialogTrigger>
      ) : null}
      <DialogContent title={isDone ? "Done" : title}>
        {isDone ? null : (
          <>
            <p className="font-medium text-sm">What follows:</p>
            <ul className="mt-2 flex list-disc flex-col gap-1.5 pl-5 text-sm leading-relaxed marker:text-ink-soft">
              {consequences.map((consequence) => (
                <li key={consequence}>{consequence}</li>
              ))}
            </ul>
          </>
        )}
        <OwnerActLife act={acting} className="mt-4" />
        <DialogFooter>
          <DialogClose asChild>
            <Button variant="secondary">{isDone ? "Close" : "Cancel"}</Button>
          </DialogClose>
          {isDone ? null : (
            <Button variant={isForGood ? "danger" : "primary"} disabled={acting.isBusy} onClick={() => acting.run(() => act)}>
              {confirm}
            </Button>
          )}
        </DialogFooter>
      </DialogContent>
    </Dialog>
  );
}
