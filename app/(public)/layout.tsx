import type { ReactNode } from "react";
import { LateStart } from "../_components/late-start.tsx";
import { SiteFrame } from "../_components/site-frame.tsx";
import { WalletDoor } from "../_components/wallet/wallet-door.tsx";

/** Pages for everybody: read without a wallet and without JavaScript, and light with it. */
export default function PublicLayout({ children }: { children: ReactNode }) {
  return (
    <>
      <LateStart />
      <SiteFrame wallet={<WalletDoor />}>{children}</SiteFrame>
    </>
  );
}
