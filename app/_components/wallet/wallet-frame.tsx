import type { ReactNode } from "react";
import { SiteFrame } from "../site-frame.tsx";
import { WalletButton } from "./wallet-button.tsx";
import { WalletProviders } from "./wallet-providers.tsx";

/** The frame of pages that are of use only, or mostly, with a wallet. */
export const WalletFrame = ({ children }: { children: ReactNode }) => (
  <WalletProviders>
    <SiteFrame wallet={<WalletButton />}>{children}</SiteFrame>
  </WalletProviders>
);
