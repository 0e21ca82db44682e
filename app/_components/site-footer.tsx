import { NAVIGATION } from "@/app/_config/navigation.ts";
import { AppLink } from "./app-link.tsx";
import { TallyMark } from "./logo.tsx";

/** Every page of the site, so that menus work without JavaScript too, and what the register is. */
export function SiteFooter() {
  return (
    <footer className="mt-20 border-t bg-surface print:hidden">
      <div className="frame grid gap-10 py-10 lg:grid-cols-[1.2fr_2fr]">
        <div className="max-w-sm">
          <p className="flex items-center gap-2 font-semibold">
            <TallyMark className="size-5" />
            Muster
          </p>
          <p className="mt-2 text-ink-soft text-sm leading-relaxed">
            A public register of connected devices: who made them and from which parts, what is wrong with them, and how many have been
            fixed. Every figure can be recomputed from public records.
          </p>
        </div>
        <nav id="site-menu" aria-label="All pages" className="grid grid-cols-2 gap-8 sm:grid-cols-4">
          {NAVIGATION.map((audience) => (
            <div key={audience.id}>
              <p className="eyebrow">{audience.label}</p>
              <ul className="mt-2 space-y-1">
                {audience.links.map((link) => (
                  <li key={link.href}>
                    <AppLink href={link.href} className="block py-1 text-sm hover:text-accent hover:underline">
                      {link.label}
                    </AppLink>
                  </li>
                ))}
              </ul>
            </div>
          ))}
        </nav>
      </div>
    </footer>
  );
}
