import { type NextRequest, NextResponse } from "next/server";
import { WALLETCONNECT_RELAY } from "./app/_lib/public-config.ts";
import { contentSecurityPolicy, securityHeaders } from "./app/_lib/security-headers.ts";
import { asksResolver, LINK_HEADER } from "./lib/domain/gs1-request.ts";

/** Gives every page its own nonce and every answer the headers that keep it to itself. */
export function proxy(request: NextRequest): NextResponse {
  const nonce = btoa(crypto.randomUUID());
  const policy = contentSecurityPolicy({
    nonce,
    rpcUrl: process.env.MUSTER_RPC_URL,
    walletRelay: process.env.MUSTER_WALLETCONNECT_PROJECT && (process.env.MUSTER_WALLETCONNECT_RELAY ?? WALLETCONNECT_RELAY),
    development: process.env.NODE_ENV === "development",
  });

  // Next reads the nonce from the request's policy and puts it on its own scripts; the layout reads x-nonce.
  const headers = new Headers(request.headers);
  headers.set("x-nonce", nonce);
  headers.set("content-security-policy", policy);
  // next.config.ts sends what has this header to the resolver: nobody else may set it.
  headers.delete(LINK_HEADER);
  const { pathname, search, searchParams } = request.nextUrl;
  const [linkType, accept] = [searchParams.get("linkType"), request.headers.get("accept")];
  if (pathname.startsWith("/01/") && asksResolver({ method: request.method, linkType, accept }))
    headers.set(LINK_HEADER, `${pathname}${search}`); // as it came: a slash within a lot number is encoded, and has to stay so
  const response = NextResponse.next({ request: { headers } });

  response.headers.set("content-security-policy", policy);
  const secure = process.env.MUSTER_PUBLIC_URL?.startsWith("https:") ?? false;
  for (const [name, value] of securityHeaders({ secure })) response.headers.set(name, value);
  return response;
}

// Next holds what passes here in memory, up to ten megabytes of it: a batch's tree has more, and goes past.
export const config = { matcher: "/((?!_next/static|_next/image|icon.svg|api/batches/[^/]+/tree).*)" };
