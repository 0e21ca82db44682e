import type { Metadata, Viewport } from "next";
import { headers } from "next/headers";
import { ThemeProvider } from "next-themes";
import type { ReactNode } from "react";
import { SiteFooter } from "./_components/site-footer.tsx";
import { SiteHeader } from "./_components/site-header.tsx";
import { mono, sans } from "./_config/fonts.ts";
import { cn } from "./_lib/cn.ts";
import { env } from "./_lib/env.ts";
import { publicConfig } from "./_lib/server.ts";
import "./globals.css";
import { Providers } from "./providers.tsx";

export function generateMetadata(): Metadata {
  return {
    metadataBase: new URL(env().MUSTER_PUBLIC_URL),
    title: { default: "Muster, the public register of connected devices", template: "%s · Muster" },
    description: "Look up a connected device: who made it and from which parts, whether it is recalled, and whether it has been fixed.",
    referrer: "strict-origin-when-cross-origin",
  };
}

export const viewport: Viewport = {
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#ffffff" },
    { media: "(prefers-color-scheme: dark)", color: "#172027" },
  ],
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  // Also what makes every page dynamic: a page rendered at build time could not carry the request's nonce.
  const nonce = (await headers()).get("x-nonce") ?? undefined;
  return (
    <html lang="en" suppressHydrationWarning className={cn(sans.variable, mono.variable)}>
      <body className="flex min-h-dvh flex-col">
        <ThemeProvider attribute="class" defaultTheme="system" enableSystem disableTransitionOnChange nonce={nonce}>
          <Providers config={publicConfig()}>
            <SiteHeader />
            <main id="content" tabIndex={-1} className="flex-1 outline-none">
              {children}
            </main>
            <SiteFooter />
          </Providers>
        </ThemeProvider>
      </body>
    </html>
  );
}
