import localFont from "next/font/local";

/** The one font every page loads. */
export const sans = localFont({
  src: "../../node_modules/geist/dist/fonts/geist-sans/Geist-Variable.woff2",
  variable: "--font-geist-sans",
  weight: "100 900",
});

/**
 * For digests, addresses and codes only. Not preloaded, and one weight: a browser fetches it when such a value is
 * really shown, so that the look-up stays small on an old phone.
 */
export const mono = localFont({
  src: "../../node_modules/geist/dist/fonts/geist-mono/GeistMono-Regular.woff2",
  variable: "--font-geist-mono",
  weight: "400",
  preload: false,
  adjustFontFallback: false,
});
