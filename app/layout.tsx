import type { Metadata, Viewport } from "next";
import { headers } from "next/headers";
import { ThemeProvider } from "next-themes";
import type { ReactNode } from "react";
import { ConfigProvider } from "./_components/config-provider.tsx";
import { sans, sansExtended } from "./_config/fonts.ts";
import { env } from "./_lib/env.ts";
import { publicConfig } from "./_lib/server.ts";
import "./globals.css";

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
    <html lang="en" suppressHydrationWarning className={`${sans.variable} ${sansExtended.variable}`}>
      <body className="flex min-h-dvh flex-col">
        <ThemeProvider attribute="class" defaultTheme="system" enableSystem nonce={nonce}>
          <ConfigProvider config={publicConfig()}>{children}</ConfigProvider>
        </ThemeProvider>
      </body>
    </html>
  );
}
