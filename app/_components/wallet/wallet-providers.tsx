"use client";

import { type ReactNode, useState } from "react";
import { WagmiProvider } from "wagmi";
import { useConfig } from "@/app/_hooks/use-config.ts";
import { useWalletState, WalletContext } from "@/app/_hooks/use-wallet.ts";
import { oncePerBrowser } from "@/app/_lib/once-per-browser.ts";
import { QueriesProvider } from "../queries-provider.tsx";
import { ConnectDialog } from "./connect-dialog.tsx";
import { createWagmiConfig } from "./wagmi-config.ts";

// A second one would open a second session with the same wallet.
const wagmiConfig = oncePerBrowser(createWagmiConfig);

/** What client components need around them to know the visitor's wallet. */
export function WalletProviders({ children }: { children: ReactNode }) {
  const config = useConfig();
  const [wagmi] = useState(() => wagmiConfig(config));
  return (
    <WagmiProvider config={wagmi}>
      <QueriesProvider>
        <WalletBoundary>{children}</WalletBoundary>
      </QueriesProvider>
    </WagmiProvider>
  );
}

function WalletBoundary({ children }: { children: ReactNode }) {
  const wallet = useWalletState();
  return (
    <WalletContext value={wallet}>
      {children}
      <ConnectDialog />
    </WalletContext>
  );
}
