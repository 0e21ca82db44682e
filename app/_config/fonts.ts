import localFont from "next/font/local";

/** The one font that pages load. Digests, addresses and codes are in what the device has: another font costs a phone half a second. */
export const sans = localFont({
  src: "../../node_modules/geist/dist/fonts/geist-sans/Geist-Variable.woff2",
  variable: "--font-geist-sans",
  weight: "100 900",
});
