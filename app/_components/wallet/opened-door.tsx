"use client";

import { useEffect } from "react";
import { useConnectDialog, useWallet } from "@/app/_hooks/use-wallet.ts";
import { WalletButton } from "./wallet-button.tsx";
import { WalletProviders } from "./wallet-providers.tsx";

/** The wallet's button with all that it needs. @param isAsked Somebody pressed it before it was here: the dialog is shown. */
export default function OpenedDoor({ isAsked }: { isAsked: boolean }) {
  return (
    <WalletProviders>
      <WalletButton takesFocus={isAsked} />
      {isAsked ? <AskOnce /> : null}
    </WalletProviders>
  );
}

function AskOnce() {
  const { setConnectOpen } = useConnectDialog();
  const isKnown = useWallet().status !== "unknown";
  useEffect(() => {
    if (isKnown) setConnectOpen(true);
  }, [isKnown, setConnectOpen]);
  return null;
}
