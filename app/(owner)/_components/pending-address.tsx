"use client";

import { Alert } from "@/app/_components/ui/alert.tsx";
import { Button } from "@/app/_components/ui/button.tsx";
import { Day } from "@/app/_components/ui/datetime.tsx";
import type { Pending } from "@/lib/store/confirmations.ts";

type Props = {
  pending: Pending;
  /** The address that counts meanwhile, if there is one. */
  confirmed: string | undefined;
  isBusy: boolean;
  onSendAgain(): void;
};

/** An address counts once its owner answered the mail: how far that is, and what to do when no mail comes. */
export function PendingAddress({ pending, confirmed, isBusy, onSendAgain }: Props) {
  const { email, until, mail } = pending;
  const again = (
    <Button variant="secondary" size="sm" className="mt-3" disabled={isBusy} onClick={onSendAgain}>
      Send the mail again
    </Button>
  );
  if (mail === "failed")
    return (
      <Alert tone="warning" title="The mail server did not take the mail." role="status">
        <p>Nothing could be sent to {email}. Check it for typing errors.</p>
        {again}
      </Alert>
    );
  return (
    <Alert title="Waiting for your confirmation" role="status">
      <p>
        {mail === "due" ? "A mail is on its way to " : "A mail went to "}
        <strong className="font-medium">{email}</strong>. Open its link and press the button there, until <Day at={until} />.{" "}
        {confirmed ? `Notices go to ${confirmed} until then.` : "No notice goes there before."}
      </p>
      {mail === "sent" ? again : null}
    </Alert>
  );
}
