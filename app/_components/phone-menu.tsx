"use client";

import { Menu, X } from "lucide-react";
import { usePathname } from "next/navigation";
import { useRef } from "react";
import { activeLink, NAVIGATION } from "@/app/_config/navigation.ts";
import { cn } from "@/app/_lib/cn.ts";
import { AppLink } from "./app-link.tsx";
import { Button } from "./ui/button.tsx";

const PANEL = "phone-menu";

/** All menus in a panel, which the browser itself opens and closes: it works without scripts, and before they run. */
export function PhoneMenu() {
  const panel = useRef<HTMLElement>(null);
  const active = activeLink(usePathname());
  return (
    <div className="md:hidden">
      <Button variant="quiet" size="icon" aria-label="Menu" popoverTarget={PANEL}>
        <Menu aria-hidden />
      </Button>
      <nav
        ref={panel}
        id={PANEL}
        popover="auto"
        aria-label="Menu"
        className="fixed inset-y-0 right-0 left-auto m-0 hidden h-dvh max-h-none w-[min(22rem,calc(100%-3rem))] flex-col gap-6 overflow-y-auto border-l bg-surface p-6 text-ink shadow-xl backdrop:bg-[rgb(0_0_0/0.45)] open:flex"
      >
        <Button
          variant="quiet"
          size="icon"
          aria-label="Close the menu"
          popoverTarget={PANEL}
          popoverTargetAction="hide"
          className="absolute top-3 right-3"
        >
          <X aria-hidden />
        </Button>
        {NAVIGATION.map((audience) => (
          <div key={audience.id}>
            <p className="eyebrow">{audience.label}</p>
            <ul className="mt-1">
              {audience.links.map((link) => (
                <li key={link.href}>
                  <AppLink
                    href={link.href}
                    onClick={() => panel.current?.hidePopover()}
                    aria-current={link === active?.link ? "page" : undefined}
                    className={cn("block rounded-md py-2.5 text-base", link === active?.link ? "font-semibold text-accent" : "text-ink")}
                  >
                    {link.label}
                  </AppLink>
                </li>
              ))}
            </ul>
          </div>
        ))}
      </nav>
    </div>
  );
}
