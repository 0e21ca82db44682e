"use client";

import { Download, LogOut, Trash2 } from "lucide-react";
import type { Address } from "viem";
import { Alert } from "@/app/_components/ui/alert.tsx";
import { Button } from "@/app/_components/ui/button.tsx";
import { Card, CardText, CardTitle } from "@/app/_components/ui/card.tsx";
import { Dialog, DialogClose, DialogContent, DialogFooter, DialogTrigger } from "@/app/_components/ui/dialog.tsx";
import { ProblemNotice } from "@/app/_components/wallet/problem-notice.tsx";
import { RequireSignIn } from "@/app/_components/wallet/require-sign-in.tsx";
import { RequireWallet } from "@/app/_components/wallet/require-wallet.tsx";
import { useContact, useInbox } from "@/app/_hooks/use-personal.ts";
import { useSession } from "@/app/_hooks/use-session.ts";
import { ContactForm } from "../../_components/contact-form.tsx";

export const MySettings = () => (
  <RequireWallet why="Settings belong to the wallet that owns your devices.">
    {(account) => (
      <RequireSignIn account={account} why="Only you may see and change where you are reached.">
        <div className="flex flex-col gap-5">
          <Card>
            <CardTitle>Address for notices</CardTitle>
            <CardText>Used when a device of yours is recalled, and for nothing else. It is stored encrypted.</CardText>
            <div className="mt-4">
              <ContactForm account={account} />
            </div>
          </Card>
          <WhatIsKept account={account} />
          <SignedIn account={account} />
        </div>
      </RequireSignIn>
    )}
  </RequireWallet>
);

function WhatIsKept({ account }: { account: Address }) {
  const { contact, erase } = useContact(account);
  const { inbox } = useInbox(account);
  const download = () => {
    const everything = { wallet: account, exportedAt: new Date().toISOString(), contact: contact.data ?? null, notices: inbox.data ?? [] };
    const url = URL.createObjectURL(new Blob([JSON.stringify(everything, null, 2)], { type: "application/json" }));
    const link = Object.assign(document.createElement("a"), { href: url, download: "muster-my-data.json" });
    link.click();
    URL.revokeObjectURL(url);
  };
  return (
    <Card>
      <CardTitle>What is kept about you</CardTitle>
      <CardText>
        Your address for notices and the list of notices sent to you. Which wallet owns which device stands in the public register and
        cannot be erased there.
      </CardText>
      <div className="mt-4 flex flex-wrap gap-3">
        <Button variant="secondary" disabled={contact.isPending || inbox.isPending} onClick={download}>
          <Download aria-hidden />
          Download
        </Button>
        <EraseDialog isAvailable={Boolean(contact.data)} onErase={() => erase.mutate()} />
      </div>
      {erase.isSuccess && !contact.data ? (
        <Alert tone="success" title="Your address is erased. Nobody can read it any more, not even us." role="status" className="mt-4" />
      ) : null}
      {erase.error ? <ProblemNotice error={erase.error} /> : null}
    </Card>
  );
}

function EraseDialog({ isAvailable, onErase }: { isAvailable: boolean; onErase(): void }) {
  return (
    <Dialog>
      <DialogTrigger asChild>
        <Button variant="secondary" disabled={!isAvailable}>
          <Trash2 aria-hidden />
          Erase my address
        </Button>
      </DialogTrigger>
      <DialogContent
        title="Erase your address?"
        description="You will get no more mail about recalls of your devices. Notices still appear in the inbox. This cannot be undone, but you can leave an address again."
      >
        <DialogFooter>
          <DialogClose asChild>
            <Button variant="secondary">Keep it</Button>
          </DialogClose>
          <DialogClose asChild>
            <Button variant="danger" onClick={onErase}>
              Erase
            </Button>
          </DialogClose>
        </DialogFooter>
      </DialogContent>
    </Dialog>
  );
}

function SignedIn({ account }: { account: Address }) {
  const { signOut } = useSession(account);
  return (
    <Card className="flex flex-wrap items-center justify-between gap-4">
      <div>
        <CardTitle>Signed in</CardTitle>
        <CardText>On this device, for a week at most.</CardText>
      </div>
      <Button variant="secondary" disabled={signOut.isPending} onClick={() => signOut.mutate()}>
        <LogOut aria-hidden />
        Sign out
      </Button>
    </Card>
  );
}
