"use client";

import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { WagmiProvider } from "wagmi";
import { ConnectDialog } from "@/app/_components/wallet/connect-dialog.tsx";
import { createWagmiConfig } from "@/app/_components/wallet/wagmi-config.ts";
import { ConfigContext } from "@/app/_hooks/use-config.ts";
import { useWalletState, WalletContext } from "@/app/_hooks/use-wallet.ts";
import type { PublicConfig } from "@/app/_lib/public-config.ts";
import { MusterError } from "@/lib/domain/errors.ts";

/** Only what may succeed without any change is asked again; a person waits for the rest in vain. */
const isWorthAnotherTry = (failures: number, error: unknown): boolean =>
  failures < 2 && (!(error instanceof MusterError) || error.retryable);

const createQueries = () =>
  new QueryClient({ defaultOptions: { queries: { staleTime: 2_000, retry: isWorthAnotherTry, refetchOnWindowFocus: true } } });

/** Everything that client components need around them: the deployment, the chain, the cache and the wallet. */
export function Providers({ config, children }: { config: PublicConfig; children: ReactNode }) {
  const [wagmi] = useState(() => createWagmiConfig(config));
  const [queries] = useState(createQueries);
  return (
    <ConfigContext value={config}>
      <WagmiProvider config={wagmi}>
        <QueryClientProvider client={queries}>
          <WalletBoundary>{children}</WalletBoundary>
        </QueryClientProvider>
      </WagmiProvider>
    </ConfigContext>
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
