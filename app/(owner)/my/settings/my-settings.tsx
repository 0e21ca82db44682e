"use client";

import { Download, LogOut, Trash2 } from "lucide-react";
import { useState } from "react";
import type { Address } from "viem";
import { Alert } from "@/app/_components/ui/alert.tsx";
import { Button } from "@/app/_components/ui/button.tsx";
import { Card, CardText, CardTitle } from "@/app/_components/ui/card.tsx";
import { Dialog, DialogClose, DialogContent, DialogFooter, DialogTrigger } from "@/app/_components/ui/dialog.tsx";
import { ProblemNotice } from "@/app/_components/wallet/problem-notice.tsx";
import { RequireSignIn } from "@/app/_components/wallet/require-sign-in.tsx";
import { RequireWallet } from "@/app/_components/wallet/require-wallet.tsx";
import { useKeptAboutMe } from "@/app/_hooks/use-personal.ts";
import { useSession } from "@/app/_hooks/use-session.ts";
import { ContactForm } from "../../_components/contact-form.tsx";
import { DeviceCard } from "./device-card.tsx";
import { WebhookCard } from "./webhook-card.tsx";

export function MySettings() {
  // The erased person is signed out, and so the page below is gone when there is something to say of it.
  const [isErased, setErased] = useState(false);
  return (
    <RequireWallet why="Settings belong to the account that owns your devices.">
      {(account) => (
        <div className="flex flex-col gap-5">
          {isErased ? (
            <Alert tone="success" title="Everything that was kept about you is erased." role="status">
              <p>You are signed out, and no mail goes to you any more. Notices of your devices wait here when you sign in again.</p>
            </Alert>
          ) : null}
          <RequireSignIn account={account} why="Only you may see and change where you are reached.">
            <div className="flex flex-col gap-5">
              <Card>
                <CardTitle>Address for notices</CardTitle>
                <CardText>Used when a device of yours is recalled, and for nothing else. It is stored encrypted.</CardText>
                <div className="mt-4">
                  <ContactForm account={account} />
                </div>
              </Card>
              <DeviceCard account={account} />
              <WebhookCard account={account} />
              <WhatIsKept onErased={() => setErased(true)} />
              <SignedIn account={account} />
            </div>
          </RequireSignIn>
        </div>
      )}
    </RequireWallet>
  );
}

function WhatIsKept({ onErased }: { onErased(): void }) {
  const { take, erase } = useKeptAboutMe();
  const download = async () => {
    const everything = await take.mutateAsync().catch(() => null);
    if (!everything) return; // shown below
    const url = URL.createObjectURL(new Blob([JSON.stringify(everything, null, 2)], { type: "application/json" }));
    const link = Object.assign(document.createElement("a"), { href: url, download: "muster-my-data.json" });
    link.click();
    URL.revokeObjectURL(url);
  };
  const eraseAll = () => erase.mutateAsync().then(onErased, () => undefined);
  const error = take.error ?? erase.error;
  return (
    <Card>
      <CardTitle>What is kept about you</CardTitle>
      <CardText>
        Where you are told, your inbox, which notices were sent, and when you signed in. Which account owns which device stands in the
        public register and cannot be erased there. An address that you left on the page of a model is apart from your account: each of its
        mails leads to where it is erased.
      </CardText>
      <div className="mt-4 flex flex-wrap gap-3">
        <Button variant="secondary" disabled={take.isPending} onClick={download}>
          <Download aria-hidden />
          Download everything
        </Button>
        <EraseDialog isBusy={erase.isPending} onErase={eraseAll} />
      </div>
      {error ? (
        <div className="mt-4">
          <ProblemNotice error={error} />
        </div>
      ) : null}
    </Card>
  );
}

function EraseDialog({ isBusy, onErase }: { isBusy: boolean; onErase(): void }) {
  return (
    <Dialog>
      <DialogTrigger asChild>
        <Button variant="secondary" disabled={isBusy}>
          <Trash2 aria-hidden />
          Erase everything
        </Button>
      </DialogTrigger>
      <DialogContent
        title="Erase everything that is kept about you?"
        description="Your addresses and your inbox are erased, mails and notifications about recalls end, and you are signed out on every device. It cannot be undone. Recalls of your devices that come later still appear in the inbox, and you can leave an address again."
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
