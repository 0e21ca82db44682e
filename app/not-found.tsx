import type { Metadata } from "next";
import { AppLink } from "./_components/app-link.tsx";
import { SiteFrame } from "./_components/site-frame.tsx";
import { Button } from "./_components/ui/button.tsx";
import { WalletDoor } from "./_components/wallet/wallet-door.tsx";

export const metadata: Metadata = { title: "Not found" };

export default function NotFound() {
  return (
    <SiteFrame wallet={<WalletDoor />}>
      <div className="frame max-w-3xl py-16">
        <p className="eyebrow">404</p>
        <h1 className="mt-1 font-semibold text-3xl tracking-tight">There is nothing at this address</h1>
        <p className="mt-3 max-w-prose text-ink-soft leading-relaxed">
          Nothing in the register is ever deleted, so the address is probably mistyped. Check the number, or look the device up by what is
          printed on it.
        </p>
        <div className="mt-6 flex flex-wrap gap-3">
          <Button asChild>
            <AppLink href="/">Look up a device</AppLink>
          </Button>
          <Button asChild variant="secondary">
            <AppLink href="/recalls">See all recalls</AppLink>
          </Button>
        </div>
      </div>
    </SiteFrame>
  );
}
