import type { ReactNode } from "react";
import { SiteFooter } from "./site-footer.tsx";
import { SiteHeader } from "./site-header.tsx";

/** What stands around every page. @param wallet Who is here, at the end of the header. */
export const SiteFrame = ({ wallet, children }: { wallet: ReactNode; children: ReactNode }) => (
  <>
    <SiteHeader wallet={wallet} />
    <main id="content" tabIndex={-1} className="flex-1 outline-none">
      {children}
    </main>
    <SiteFooter />
  </>
);
