import type { ReactNode } from "react";
import { WalletFrame } from "../_components/wallet/wallet-frame.tsx";

/** Owners come with a phone in one hand and the device in the other: one column. */
export default function OwnerLayout({ children }: { children: ReactNode }) {
  return (
    <WalletFrame>
      <div className="frame max-w-3xl pb-20">{children}</div>
    </WalletFrame>
  );
}
