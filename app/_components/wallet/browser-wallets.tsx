"use client";

import { Wallet } from "lucide-react";
import { type Connector, useConnectors } from "wagmi";
import { WalletChoice, WalletGroup } from "./wallet-choice.tsx";

/** Wallets that the browser brings: as extensions, or because the page is open inside of one. */
export function BrowserWallets({ choose, pending }: { choose(connector: Connector): void; pending: Connector | undefined }) {
  const installed = useInstalledWallets();
  return (
    <WalletGroup title="Wallets in this browser">
      {installed.length === 0 ? (
        <p className="text-ink-soft text-sm leading-relaxed">
          None was found. Install a wallet as a browser extension, or open this page in your wallet's own browser.
        </p>
      ) : (
        <ul className="flex flex-col gap-2">
          {installed.map((connector) => (
            <li key={connector.uid}>
              <WalletChoice onChoose={() => choose(connector)} busy={pending?.uid === connector.uid}>
                {connector.icon ? (
                  // biome-ignore lint/performance/noImgElement: a data address that the wallet itself hands over
                  <img src={connector.icon.trim()} alt="" className="size-6 rounded-sm" />
                ) : (
                  <Wallet className="size-5 text-ink-soft" aria-hidden />
                )}
                <span className="font-medium">{connector.id === "injected" ? "Browser wallet" : connector.name}</span>
              </WalletChoice>
            </li>
          ))}
        </ul>
      )}
    </WalletGroup>
  );
}

/** Wallets that announced themselves; the nameless one only when no other is there. */
export function useInstalledWallets(): readonly Connector[] {
  const all = useConnectors();
  const announced = all.filter(({ id, type }) => type === "injected" && id !== "injected");
  if (announced.length > 0) return announced;
  return typeof window !== "undefined" && "ethereum" in window ? all.filter(({ id }) => id === "injected") : [];
}
