"use client";

import { usePathname } from "next/navigation";
import { activeLink, NAVIGATION } from "@/app/_config/navigation.ts";
import { cn } from "@/app/_lib/cn.ts";
import { AppLink } from "./app-link.tsx";

/** The audiences, in the header's first row. */
export function AudienceNavigation() {
  const active = activeLink(usePathname());
  return (
    <nav aria-label="Audiences" className="hidden items-center gap-1 md:flex">
      {NAVIGATION.map((audience) => {
        const isActive = active?.audience.id === audience.id;
        return (
          <AppLink
            key={audience.id}
            href={audience.links[0].href}
            aria-current={isActive ? "true" : undefined}
            className={cn(
              "rounded-md px-3 py-2 font-medium text-sm transition-colors",
              isActive ? "bg-accent-wash text-accent" : "text-ink-soft hover:bg-sunken hover:text-ink",
            )}
          >
            {audience.label}
          </AppLink>
        );
      })}
    </nav>
  );
}

/** The pages of the present audience, in the second row. */
export function PageNavigation() {
  const active = activeLink(usePathname());
  if (!active) return null;
  return (
    <nav aria-label={active.audience.label} className="hidden border-t md:block">
      <ul className="frame flex gap-6 overflow-x-auto">
        {active.audience.links.map((link) => {
          const isActive = link === active.link;
          return (
            <li key={link.href}>
              <AppLink
                href={link.href}
                aria-current={isActive ? "page" : undefined}
                className={cn(
                  "-mb-px block whitespace-nowrap border-b-2 py-2.5 text-sm transition-colors",
                  isActive ? "border-accent font-medium text-ink" : "border-transparent text-ink-soft hover:text-ink",
                )}
              >
                {link.label}
              </AppLink>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
