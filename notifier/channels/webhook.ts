import { type NoticeFacts, noticeId, recallLink } from "../../lib/domain/notice.ts";
import type { RecallEventType } from "../../lib/domain/recall-event.ts";
import type { EndpointSends, OpenEndpoint } from "../../lib/store/endpoint-sends.ts";
import type { Answer, Gateway } from "../outbound/gateway.ts";
import { sendToAll, type Verdict } from "./answers.ts";
import type { ChannelAdapter } from "./channel.ts";
import { signedHeaders } from "./standard-webhook.ts";

/**
 * A program of the owner's. What it is told is public, but for whose unit it is; it names no person.
 * By Standard Webhooks every answer but 2xx is a failure that is tried again, redirects and 4xx included, because whoever runs the
 * endpoint may mend it; only 410 ends it for good.
 */
export const webhookChannel = (sends: EndpointSends, gateway: Gateway): ChannelAdapter => ({
  async deliver(held, facts) {
    // The signature puts full stops between its parts, so an id must have none.
    const id = noticeId(held).replaceAll(".", "_");
    return sendToAll(await sends.of(held.owner, "webhook"), sends, (endpoint) =>
      postWebhook(gateway, endpoint, id, typeOf(facts), payload(facts)),
    );
  },
});

/** A reminder is a notice again; the other two say that it no longer counts. */
const typeOf = ({ kind }: NoticeFacts) => (kind === "withdrawal" || kind === "correction" ? (`recall.${kind}` as const) : "recall.notice");

const payload = (facts: NoticeFacts): Record<string, unknown> => ({
  recall: facts.recall.id,
  version: facts.recall.version,
  measure: facts.recall.measure,
  severity: facts.recall.severity,
  unit: facts.unit.id,
  model: facts.unit.model,
  title: facts.document?.headline ?? null,
  link: recallLink(facts),
  reminder: facts.reminder,
  final: !facts.isEarly,
});

export async function postWebhook(
  gateway: Gateway,
  { details: { url, secret, former } }: OpenEndpoint<"webhook">,
  id: string,
  type: ReturnType<typeof typeOf> | RecallEventType | "endpoint.test",
  data: Record<string, unknown>,
): Promise<[Verdict, Answer]> {
  const now = Date.now();
  const body = JSON.stringify({ type, timestamp: new Date(now).toISOString(), data });
  const secrets = former && former.until > now / 1000 ? [secret, former.secret] : [secret];
  const answer = await gateway.post("webhook", url, { headers: signedHeaders(id, body, secrets, now), body: Buffer.from(body, "utf8") });
  return [verdictOf(answer), answer];
}

const verdictOf = ({ status }: Answer): Verdict => (status >= 200 && status < 300 ? "taken" : status === 410 ? "gone" : "refused");
