"use client";

import { Smartphone } from "lucide-react";
import { useEffect, useState } from "react";
import { type Connector, useConnectors } from "wagmi";
import { Copy } from "@/app/_components/ui/copy.tsx";
import { QrCode } from "@/app/_components/ui/qr-code.tsx";
import { WalletChoice, WalletGroup } from "./wallet-choice.tsx";
import { WALLETCONNECT_ID } from "./walletconnect-connector.ts";

type Props = { choose(connector: Connector): void; pending: Connector | undefined };

/** A wallet on another device or in another app; nothing where the operator has not set that up. */
export function WalletElsewhere({ choose, pending }: Props) {
  const connector = useConnectors().find(({ id }) => id === WALLETCONNECT_ID);
  if (!connector) return null;
  const isPending = pending?.uid === connector.uid;
  return (
    <WalletGroup title="A wallet on another device">
      <WalletChoice onChoose={() => choose(connector)} busy={isPending}>
        <Smartphone className="size-5 text-ink-soft" aria-hidden />
        <span className="font-medium">WalletConnect</span>
      </WalletChoice>
      {isPending ? <Pairing connector={connector} /> : null}
    </WalletGroup>
  );
}

/** The link by which the wallet finds this page. Whoever sees it can offer themselves as the wallet, and nothing more. */
function Pairing({ connector }: { connector: Connector }) {
  const [link, setLink] = useState<string>();
  useEffect(() => {
    const listen = ({ type, data }: { type: string; data?: unknown }) => {
      if (type === "display_uri") setLink(String(data));
    };
    connector.emitter.on("message", listen);
    return () => connector.emitter.off("message", listen);
  }, [connector]);
  return (
    <div aria-live="polite" className="mt-3 flex flex-col gap-3 text-sm sm:flex-row sm:items-center">
      {link ? (
        <>
          <QrCode text={link} label="Code that a wallet scans to connect" className="w-44 shrink-0" />
          <div className="flex flex-col items-start gap-3 leading-relaxed">
            <p>Scan this code with your wallet's app, and agree there. It works for five minutes.</p>
            <a href={link} className="link">
              Open the wallet on this device
            </a>
            <Copy value={link} what="link" label="Copy the link" />
          </div>
        </>
      ) : (
        <p className="text-ink-soft">Asking the relay for a code.</p>
      )}
    </div>
  );
}
