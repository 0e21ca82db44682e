import { networkBadge } from "@/app/_lib/network-badge.ts";
import { feed } from "@/app/_lib/server.ts";
import { MusterError } from "@/lib/domain/errors.ts";
import { asNumber } from "@/lib/domain/ids.ts";
import { timeAt } from "@/lib/domain/register-time.ts";

type Context = { params: Promise<{ asn: string }> };

/** Seconds for which others may show the same badge: a withdrawal or a suspension must not stay hidden for long. */
const FRESH = 300;

const codeOf = (error: unknown): string | null => (error instanceof MusterError ? error.code : null);

/** How a network stands, for other sites: `unknown` is an answer, and a register that cannot be read is not. */
export async function GET(_: Request, { params }: Context): Promise<Response> {
  try {
    const asn = asNumber((await params).asn);
    const network = await feed()
      .network(asn)
      .catch((error: unknown) => {
        if (codeOf(error) === "network-unknown") return null;
        throw error;
      });
    const now = timeAt(network?.asOf ?? { timestamp: 0 });
    return new Response(networkBadge(asn, network?.standing ?? null, now), {
      headers: {
        "content-type": "image/svg+xml; charset=utf-8",
        "cache-control": `public, max-age=${FRESH}`,
        "cross-origin-resource-policy": "cross-origin",
        "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'",
      },
    });
  } catch (error) {
    const isNoNumber = codeOf(error) === "invalid-id";
    if (!isNoNumber) console.error("web: badge", error);
    return new Response(isNoNumber ? "No such network" : "The register cannot be read at the moment", {
      status: isNoNumber ? 404 : 503,
      headers: { "content-type": "text/plain; charset=utf-8", "cache-control": "no-store" },
    });
  }
}
