import type { NextConfig } from "next";
import { WORKER_POLICY } from "./app/_lib/security-headers.ts";
import { LINK_HEADER } from "./lib/domain/gs1-request.ts";

const config: NextConfig = {
  // Its own file: the root tsconfig.json belongs to Hardhat, the services and the tests.
  typescript: { tsconfigPath: "tsconfig.next.json" },
  turbopack: { root: import.meta.dirname },
  poweredByHeader: false,
  productionBrowserSourceMaps: false,
  reactStrictMode: true,
  devIndicators: false,
  // `next dev` writes no instruction files into the project and asks nothing.
  agentRules: false,
  experimental: { agentUpgrade: false },
  allowedDevOrigins: ["127.0.0.1"],
  // Public pages are read without JavaScript: their title comes in the head for everybody, not streamed in by a script.
  htmlLimitedBots: /.*/,
  rewrites: async () => ({
    // Programs that ask for links get them where browsers get the page; proxy.ts tells the two apart.
    beforeFiles: [{ source: "/01/:link*", has: [{ type: "header", key: LINK_HEADER }], destination: "/gs1" }],
    // Where the standards look for them: rewritten, because CSAF allows no redirects.
    afterFiles: [
      { source: "/.well-known/csaf/provider-metadata.json", destination: "/csaf/provider-metadata.json" },
      { source: "/.well-known/security.txt", destination: "/csaf/security.txt" },
      { source: "/.well-known/gs1resolver", destination: "/gs1/description" },
      { source: "/security.txt", destination: "/csaf/security.txt" },
    ],
    fallback: [],
  }),
  // proxy.ts sets the headers of everything else; files that never change are served past it.
  headers: async () => [
    {
      source: "/_next/static/:path*",
      headers: [
        { key: "X-Content-Type-Options", value: "nosniff" },
        { key: "Content-Security-Policy", value: WORKER_POLICY },
      ],
    },
  ],
};

export default config;
