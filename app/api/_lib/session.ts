import type { Address } from "viem";
import { MusterError } from "../../../lib/domain/errors.ts";
import type { Services } from "./services.ts";

/** As long as a session can last at most; the store ends it earlier when it is not used. */
const SESSION_SECONDS = 7 * 24 * 60 * 60;

/** `__Host-` binds the cookie to this very host and to https; plain loopback, where browsers refuse that, goes without. */
const isSecure = (publicUrl: string): boolean => publicUrl.startsWith("https:");
const nameOf = (publicUrl: string): string => (isSecure(publicUrl) ? "__Host-muster" : "muster");

/** @param token Null ends the session in the browser. */
export function sessionCookie(publicUrl: string, token: string | null): string {
  const parts = [`${nameOf(publicUrl)}=${token ?? ""}`, "Path=/", "HttpOnly", "SameSite=Lax", `Max-Age=${token ? SESSION_SECONDS : 0}`];
  if (isSecure(publicUrl)) parts.push("Secure");
  return parts.join("; ");
}

export function sessionToken(request: Request, publicUrl: string): string | null {
  const prefix = `${nameOf(publicUrl)}=`;
  const found = (request.headers.get("cookie") ?? "").split(/;\s*/).find((part) => part.startsWith(prefix));
  return found?.slice(prefix.length) || null;
}

/** The signed-in address, null for a visitor. */
export async function readSession(request: Request, { publicUrl, store }: Services): Promise<Address | null> {
  const token = sessionToken(request, publicUrl);
  return token ? await store.sessions.read(token) : null;
}

/** @throws MusterError `sign-in-needed`. Called by each handler of something personal, never by a layer in front. */
export async function requireSession(request: Request, services: Services): Promise<Address> {
  const address = await readSession(request, services);
  if (!address) throw new MusterError("sign-in-needed");
  return address;
}
