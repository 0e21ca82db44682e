import type { ReactNode } from "react";
import { WalletFrame } from "../_components/wallet/wallet-frame.tsx";

export default function ResearcherLayout({ children }: { children: ReactNode }) {
  return <WalletFrame>{children}</WalletFrame>;
}
