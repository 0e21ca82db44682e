"use client";

import { Menu } from "lucide-react";
import { usePathname } from "next/navigation";
import { useState } from "react";
import { activeLink, NAVIGATION } from "@/app/_config/navigation.ts";
import { cn } from "@/app/_lib/cn.ts";
import { AppLink } from "./app-link.tsx";
import { Button } from "./ui/button.tsx";
import { Sheet, SheetContent, SheetTrigger } from "./ui/sheet.tsx";

/** All menus in a panel. Without JavaScript a link to the same menus in the footer stands in its place. */
export function PhoneMenu() {
  const [isOpen, setOpen] = useState(false);
  const active = activeLink(usePathname());
  return (
    <div className="md:hidden">
      <Button variant="quiet" size="icon" asChild className="hidden noscript:inline-flex">
        <a href="#site-menu" aria-label="Menu">
          <Menu aria-hidden />
        </a>
      </Button>
      <Sheet open={isOpen} onOpenChange={setOpen}>
        <SheetTrigger asChild>
          <Button variant="quiet" size="icon" aria-label="Menu" className="noscript:hidden">
            <Menu aria-hidden />
          </Button>
        </SheetTrigger>
        <SheetContent title="Menu">
          <nav aria-label="Menu" className="flex flex-col gap-6">
            {NAVIGATION.map((audience) => (
              <div key={audience.id}>
                <p className="eyebrow">{audience.label}</p>
                <ul className="mt-1">
                  {audience.links.map((link) => (
                    <li key={link.href}>
                      <AppLink
                        href={link.href}
                        onClick={() => setOpen(false)}
                        aria-current={link === active?.link ? "page" : undefined}
                        className={cn(
                          "block rounded-md py-2.5 text-base",
                          link === active?.link ? "font-semibold text-accent" : "text-ink",
                        )}
                      >
                        {link.label}
                      </AppLink>
                    </li>
                  ))}
                </ul>
              </div>
            ))}
          </nav>
        </SheetContent>
      </Sheet>
    </div>
  );
}
