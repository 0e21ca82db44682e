import { MusterError } from "../../../lib/domain/errors.ts";

/** Names of this machine; which of them a visitor of the demonstration types is chance. */
const LOOPBACK = ["127.0.0.1", "localhost", "[::1]"];

/** Origins under which this site is known: the configured one, and for a site on loopback its other names. */
export function ownOrigins(publicUrl: string): string[] {
  const { protocol, hostname, port, origin } = new URL(publicUrl);
  if (!LOOPBACK.includes(hostname)) return [origin];
  return LOOPBACK.map((name) => new URL(`${protocol}//${name}${port ? `:${port}` : ""}`).origin);
}

/**
 * Refuses what another site's page made a visitor's browser send. Browsers put `Origin` on every request that changes
 * something; a program that sends none carries nobody's cookie by accident, but gets no second rule either.
 */
export function requireOwnOrigin(request: Request, publicUrl: string): void {
  const origin = request.headers.get("origin");
  if (origin === null || !ownOrigins(publicUrl).includes(origin)) throw new MusterError("foreign-origin");
}
