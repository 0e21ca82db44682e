import { createECDH, createHmac } from "node:crypto";
import webPush from "web-push";
import type { Severity } from "../../lib/domain/kinds.ts";
import { preferredLanguage } from "../../lib/domain/language.ts";
import { noticeTitle } from "../../lib/domain/notice.ts";
import type { EndpointSends, OpenEndpoint } from "../../lib/store/endpoint-sends.ts";
import type { Answer, Gateway } from "../outbound/gateway.ts";
import { sendToAll, type Verdict } from "./answers.ts";
import type { ChannelAdapter } from "./channel.ts";

/** Who we are to push services (RFC 8292): a key, and where their operators find us. */
export type Vapid = { privateKey: string; publicKey: string; subject: string };

/** @param privateKey 32 bytes in base64url. */
export function vapidOf(privateKey: string, mailAddress: string): Vapid {
  const curve = createECDH("prime256v1");
  curve.setPrivateKey(privateKey, "base64url");
  return { privateKey, publicKey: curve.getPublicKey("base64url"), subject: `mailto:${mailAddress}` };
}

/** What the service worker shows: as little as a locked screen may say. The push service carries it encrypted. */
type Shown = { title: string; path: string; tag: string };
type Sending = { what: string; shown: Omit<Shown, "tag">; urgency: webPush.Urgency };

/** As long as push services keep a message for a phone that is off. */
const TTL_SECONDS = 28 * 86_400;
const URGENCY: Record<Severity, webPush.Urgency> = { low: "normal", medium: "normal", high: "high", critical: "high" };

/** Browsers that show notifications. A service that no longer knows a browser says 404 or 410 (RFC 8030). */
export const pushChannel = (sends: EndpointSends, gateway: Gateway, vapid: Vapid): ChannelAdapter => ({
  async deliver(held, facts) {
    const { chainId, recallId, unit, epoch } = held;
    const matter = {
      // Without version and reminder: what a phone that was off has not shown yet, the newest replaces.
      what: `${chainId}|${recallId}|${unit}|${epoch}`,
      urgency: URGENCY[facts.recall.severity],
    };
    return sendToAll(await sends.of(held.owner, "push"), sends, (endpoint) => {
      const title = noticeTitle(facts, preferredLanguage([endpoint.details.language]));
      return postPush(gateway, endpoint, vapid, { ...matter, shown: { title, path: "/my/inbox" } });
    });
  },
});

export async function postPush(
  gateway: Gateway,
  { details: { endpoint, keys } }: OpenEndpoint<"push">,
  vapid: Vapid,
  { what, shown, urgency }: Sending,
): Promise<[Verdict, Answer]> {
  // Keyed by the subscription's own secret: the service sees that two messages are of one matter, and not of which.
  const topic = createHmac("sha256", Buffer.from(keys.auth, "base64url"))
    .update(`muster/push-topic/1|${what}`)
    .digest("base64url")
    .slice(0, 32);
  const payload: Shown = { ...shown, tag: topic };
  const { headers, body } = webPush.generateRequestDetails({ endpoint, keys }, JSON.stringify(payload), {
    vapidDetails: vapid,
    TTL: TTL_SECONDS,
    contentEncoding: "aes128gcm",
    urgency,
    topic,
  });
  const answer = await gateway.post("push", endpoint, { headers: headers as Record<string, string>, body: body ?? Buffer.alloc(0) });
  return [verdictOf(answer), answer];
}

const verdictOf = ({ status }: Answer): Verdict =>
  status >= 200 && status < 300 ? "taken" : status === 404 || status === 410 ? "gone" : "refused";
