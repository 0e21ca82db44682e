import { ChevronRight } from "lucide-react";
import type { ReactNode } from "react";
import { AppLink } from "@/app/_components/app-link.tsx";

type Props = {
  /** The way back up. */
  trail?: { href: string; label: string }[];
  title: ReactNode;
  badges?: ReactNode;
  children?: ReactNode;
};

/** Where the reader is, what this is, and the one paragraph that says what it is about. */
export function PageHeader({ trail = [], title, badges, children }: Props) {
  return (
    <header className="pt-8 pb-6 sm:pt-10">
      {trail.length > 0 ? (
        <nav aria-label="Breadcrumb" className="mb-4 print:hidden">
          <ol className="flex flex-wrap items-center gap-1 text-ink-soft text-sm">
            {trail.map(({ href, label }) => (
              <li key={href} className="flex items-center gap-1">
                <AppLink href={href} className="hover:text-accent hover:underline">
                  {label}
                </AppLink>
                <ChevronRight className="size-3.5" aria-hidden />
              </li>
            ))}
          </ol>
        </nav>
      ) : null}
      {badges ? <div className="mb-3 flex flex-wrap gap-1.5">{badges}</div> : null}
      <h1 className="wrap-anywhere max-w-4xl font-semibold text-3xl leading-[1.15] tracking-tight sm:text-4xl">{title}</h1>
      {children ? <div className="mt-3 max-w-3xl text-ink-soft leading-relaxed">{children}</div> : null}
    </header>
  );
}
