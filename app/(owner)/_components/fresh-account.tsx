"use client";

import { Fingerprint } from "lucide-react";
import { useSyncExternalStore } from "react";
import { Button } from "@/app/_components/ui/button.tsx";
import { Disclosure } from "@/app/_components/ui/disclosure.tsx";
import { ProblemNotice } from "@/app/_components/wallet/problem-notice.tsx";
import { useSignerWord } from "@/app/_components/wallet/signer-word.tsx";
import { useChooseWallet } from "@/app/_hooks/use-choose-wallet.ts";
import { useConfig } from "@/app/_hooks/use-config.ts";
import { usePasskey } from "@/app/_hooks/use-passkey.ts";
import { passkeysWork } from "@/app/_lib/passkey.ts";

const never = () => () => undefined;
const nothing = () => undefined;

/**
 * The register is public: what one account owns can be seen together. Offers an account of its own for this device, before it is taken.
 * @param device By which people will know the passkey in their phone's list.
 */
export function FreshAccount({ device }: { device: string }) {
  const { relay } = useConfig();
  const signer = useSignerWord();
  const isPossible = useSyncExternalStore(never, passkeysWork, () => false) && relay;
  return (
    <Disclosure summary="Can others see what else is yours?">
      <div className="flex max-w-prose flex-col gap-3 text-sm leading-relaxed">
        <p>
          The register names no people, but whoever knows an account's address sees every device that it owns. If this one shall stand for
          itself, let it have an account of its own. You need that same account for everything that you do with the device later.
        </p>
        {signer === "wallet" ? <p>In your wallet, change to another account: this page follows.</p> : null}
        {isPossible ? <OwnPasskey device={device} /> : null}
      </div>
    </Disclosure>
  );
}

function OwnPasskey({ device }: { device: string }) {
  const choose = useChooseWallet({ onChosen: nothing });
  const { passkey } = usePasskey({ choose: choose.mutate, about: device });
  const error = passkey.error ?? choose.error;
  return (
    <>
      <p>
        Or create a passkey for it. My devices shows one account at a time: to see your others, open the menu with your account at the top
        and choose another.
      </p>
      <Button variant="secondary" className="self-start" disabled={passkey.isPending} onClick={() => passkey.mutate("create")}>
        <Fingerprint aria-hidden />
        {passkey.isPending ? "Waiting for your passkey" : "Create a passkey for this device"}
      </Button>
      <p role="status">{passkey.isSuccess ? "Done. This page now acts for the new account." : null}</p>
      {error ? <ProblemNotice error={error} /> : null}
    </>
  );
}
