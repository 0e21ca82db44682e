"use client";

import { Dialog, DialogContent } from "@/app/_components/ui/dialog.tsx";
import { useChooseWallet } from "@/app/_hooks/use-choose-wallet.ts";
import { useConfig } from "@/app/_hooks/use-config.ts";
import { useConnectDialog } from "@/app/_hooks/use-wallet.ts";
import { BrowserWallets } from "./browser-wallets.tsx";
import { DemoWallets } from "./demo-wallets.tsx";
import { ProblemNotice } from "./problem-notice.tsx";

/** Where a wallet is chosen: the browser's own, and in the demonstration a member of the cast. */
export function ConnectDialog() {
  const { isConnectOpen, setConnectOpen } = useConnectDialog();
  const { demo } = useConfig();
  const choose = useChooseWallet({ onChosen: () => setConnectOpen(false) });
  const onOpenChange = (open: boolean) => {
    choose.reset();
    setConnectOpen(open);
  };
  return (
    <Dialog open={isConnectOpen} onOpenChange={onOpenChange}>
      <DialogContent
        title="Connect a wallet"
        description="It shows which devices are yours. Muster never sees its keys and cannot move anything."
      >
        {choose.error ? <ProblemNotice error={choose.error} /> : null}
        <div className={`flex flex-col gap-6 ${choose.error ? "mt-6" : ""}`}>
          <BrowserWallets choose={choose.mutate} pending={choose.isPending ? choose.variables : undefined} />
          {demo ? <DemoWallets choose={choose.mutate} /> : null}
        </div>
      </DialogContent>
    </Dialog>
  );
}
