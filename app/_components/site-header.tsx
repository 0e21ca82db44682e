import type { ReactNode } from "react";
import { AppLink } from "./app-link.tsx";
import { TallyMark } from "./logo.tsx";
import { AudienceNavigation, PageNavigation } from "./navigation.tsx";
import { PhoneMenu } from "./phone-menu.tsx";
import { ThemeToggle } from "./theme-toggle.tsx";

export function SiteHeader({ wallet }: { wallet: ReactNode }) {
  return (
    <header className="sticky top-0 z-30 border-b bg-surface print:hidden">
      <a
        href="#content"
        className="sr-only focus:not-sr-only focus:absolute focus:top-2 focus:left-2 focus:z-50 focus:rounded-md focus:bg-accent focus:px-4 focus:py-2 focus:text-on-accent"
      >
        Skip to the content
      </a>
      <div className="frame flex h-14 items-center gap-2 sm:h-16">
        <AppLink href="/" className="-ml-1 flex items-center gap-2.5 rounded-md px-1 py-1.5 md:mr-6">
          <TallyMark className="size-6" />
          <span className="font-semibold text-lg tracking-tight">Muster</span>
        </AppLink>
        <AudienceNavigation />
        <div className="ml-auto flex items-center gap-1">
          <ThemeToggle />
          <div className="noscript:hidden">{wallet}</div>
          <PhoneMenu />
        </div>
      </div>
      <PageNavigation />
    </header>
  );
}
