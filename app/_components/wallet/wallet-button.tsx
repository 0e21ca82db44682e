"use client";

import { Check, Copy, LogOut, Repeat, TriangleAlert, Wallet } from "lucide-react";
import { useState } from "react";
import { useDisconnect } from "wagmi";
import { Button } from "@/app/_components/ui/button.tsx";
import { Menu, MenuContent, MenuItem, MenuLabel, MenuSeparator, MenuTrigger } from "@/app/_components/ui/menu.tsx";
import { Skeleton } from "@/app/_components/ui/skeleton.tsx";
import { useSignerWord } from "@/app/_components/wallet/signer-word.tsx";
import { usePerson } from "@/app/_hooks/use-person.ts";
import { useConnectDialog, useWallet } from "@/app/_hooks/use-wallet.ts";
import { shorten } from "@/app/_lib/format.ts";

/** Who is here: stands in the page's header, opens the account's menu or the choice of wallets. */
export function WalletButton({ takesFocus = false }: { takesFocus?: boolean }) {
  const wallet = useWallet();
  const { setConnectOpen } = useConnectDialog();
  if (wallet.status === "unknown") return <Skeleton className="h-9 w-28" />;
  if (wallet.status === "none")
    return (
      <Button variant="secondary" size="sm" autoFocus={takesFocus} onClick={() => setConnectOpen(true)}>
        <Wallet aria-hidden />
        Connect
      </Button>
    );
  return <AccountMenu address={wallet.address} isWrongChain={wallet.status === "wrong-chain"} />;
}

function AccountMenu({ address, isWrongChain }: { address: string; isWrongChain: boolean }) {
  const person = usePerson(address);
  const signer = useSignerWord();
  const { setConnectOpen } = useConnectDialog();
  const disconnect = useDisconnect();
  const [copied, setCopied] = useState(false);
  const copy = (event: Event) => {
    event.preventDefault(); // the menu stays open and shows that it worked
    navigator.clipboard.writeText(address).then(() => setCopied(true));
  };
  return (
    <Menu onOpenChange={() => setCopied(false)}>
      <MenuTrigger asChild>
        <Button variant="secondary" size="sm" className="max-w-44">
          {isWrongChain ? <TriangleAlert className="text-checking" aria-label="Wrong network" /> : <Wallet aria-hidden />}
          <span className={person ? "truncate" : "font-mono"}>{person?.name ?? shorten(address)}</span>
        </Button>
      </MenuTrigger>
      <MenuContent>
        <MenuLabel>
          {person ? <span className="block text-ink">{person.about}</span> : null}
          <span className="font-mono">{shorten(address, 6)}</span>
        </MenuLabel>
        <MenuSeparator />
        <MenuItem onSelect={copy}>
          {copied ? <Check aria-hidden /> : <Copy aria-hidden />}
          {copied ? "Copied" : "Copy address"}
        </MenuItem>
        <MenuItem onSelect={() => setConnectOpen(true)}>
          <Repeat aria-hidden />
          {person ? "Be somebody else" : `Use another ${signer}`}
        </MenuItem>
        <MenuItem onSelect={() => disconnect.mutate({})}>
          <LogOut aria-hidden />
          Disconnect
        </MenuItem>
      </MenuContent>
    </Menu>
  );
}
