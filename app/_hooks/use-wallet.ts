"use client";

import { createContext, useContext, useEffect, useState } from "react";
import type { Address } from "viem";
import { useConnection } from "wagmi";
import { useConfig } from "./use-config.ts";

/** What a page has to know about the visitor's wallet before it can show something of theirs. */
export type Wallet =
  /** The page was just loaded and the earlier connection is still being looked for. */
  | { status: "unknown"; address?: undefined }
  | { status: "none"; address?: undefined }
  | { status: "wrong-chain"; address: Address; chainId: number }
  | { status: "ready"; address: Address };

type WalletContextValue = { wallet: Wallet; isConnectOpen: boolean; setConnectOpen(open: boolean): void };

export const WalletContext = createContext<WalletContextValue | null>(null);

/**
 * Derives the state once for the whole app. The server and the first render know no wallet and say "unknown", so that
 * nothing flickers from "connect" to "connected" and nothing differs at hydration.
 */
export function useWalletState(): WalletContextValue {
  const { chainId: expected } = useConfig();
  const connection = useConnection();
  const [isConnectOpen, setConnectOpen] = useState(false);
  const [search, setSearch] = useState<"ahead" | "running" | "over">("ahead");

  const isBusy = connection.status === "connecting" || connection.status === "reconnecting";
  useEffect(() => {
    setSearch((before) => (isBusy && before === "ahead" ? "running" : !isBusy && before === "running" ? "over" : before));
  }, [isBusy]);

  const { address, chainId } = connection;
  const isConnected = connection.status === "connected" && address !== undefined && chainId !== undefined;
  let wallet: Wallet = { status: search === "over" ? "none" : "unknown" };
  if (isConnected) wallet = chainId === expected ? { status: "ready", address } : { status: "wrong-chain", address, chainId };
  return { wallet, isConnectOpen, setConnectOpen };
}

function useWalletContext(): WalletContextValue {
  const value = useContext(WalletContext);
  if (!value) throw new Error("useWallet needs <Providers> around it");
  return value;
}

/** The visitor's wallet as this page sees it. */
export const useWallet = (): Wallet => useWalletContext().wallet;

/** Opens the dialog in which a wallet is chosen. */
export function useConnectDialog(): Pick<WalletContextValue, "isConnectOpen" | "setConnectOpen"> {
  const { isConnectOpen, setConnectOpen } = useWalletContext();
  return { isConnectOpen, setConnectOpen };
}
