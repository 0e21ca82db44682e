import type { ReactNode } from "react";
import { Button } from "@/app/_components/ui/button.tsx";
import { DialogClose, DialogFooter } from "@/app/_components/ui/dialog.tsx";
import type { SendState } from "@/app/_lib/send-state.ts";
import { TransactionLife } from "./transaction-life.tsx";

type Props = {
  /** How far the act is; its last step ends the dialog's business. */
  state: SendState;
  isDone: boolean;
  disabled: boolean;
  /** What the way out is called before the act is done. */
  cancel?: string;
  tone?: "primary" | "danger";
  /** Without it the button submits the form around it. */
  onAct?: () => void;
  /** What the act is called. */
  children: ReactNode;
};

/** The end of a dialog that sends one act: how far it is, the way out, and the act itself until it is done. */
export const ActFooter = ({ state, isDone, disabled, cancel = "Cancel", tone = "primary", onAct, children }: Props) => (
  <>
    <TransactionLife state={state} className="mt-4" />
    <DialogFooter>
      <DialogClose asChild>
        <Button variant="secondary">{isDone ? "Close" : cancel}</Button>
      </DialogClose>
      {isDone ? null : (
        <Button type={onAct ? "button" : "submit"} variant={tone} disabled={disabled} onClick={onAct}>
          {children}
        </Button>
      )}
    </DialogFooter>
  </>
);
