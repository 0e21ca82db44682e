"use client";

import { Dialog, DialogContent } from "@/app/_components/ui/dialog.tsx";
import { useChooseWallet } from "@/app/_hooks/use-choose-wallet.ts";
import { useConfig } from "@/app/_hooks/use-config.ts";
import { useConnectDialog } from "@/app/_hooks/use-wallet.ts";
import { BrowserWallets, useInstalledWallets } from "./browser-wallets.tsx";
import { DemoWallets } from "./demo-wallets.tsx";
import { PasskeyChoice } from "./passkey-choice.tsx";
import { ProblemNotice } from "./problem-notice.tsx";
import { WalletElsewhere } from "./wallet-elsewhere.tsx";

/**
 * Where a wallet is chosen: the browser's own, a passkey, and in the demonstration a member of the cast. Browsers without
 * a wallet, those of phones first of all, are offered the passkey before anything else.
 */
export function ConnectDialog() {
  const { isConnectOpen, setConnectOpen } = useConnectDialog();
  const { demo, relay } = useConfig();
  const choose = useChooseWallet({ onChosen: () => setConnectOpen(false) });
  const hasWallet = useInstalledWallets().length > 0;
  const passkey = relay ? <PasskeyChoice choose={choose.mutate} /> : null; // its account sends nothing by itself
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
          {hasWallet ? null : passkey}
          <BrowserWallets choose={choose.mutate} pending={choose.isPending ? choose.variables : undefined} />
          {hasWallet ? passkey : null}
          <WalletElsewhere choose={choose.mutate} pending={choose.isPending ? choose.variables : undefined} />
          {demo ? <DemoWallets choose={choose.mutate} /> : null}
        </div>
      </DialogContent>
    </Dialog>
  );
}
