import { MusterError } from "../lib/domain/errors.ts";
import type { AnyEndpoint, EndpointSends } from "../lib/store/endpoint-sends.ts";
import { answered, type Verdict } from "./channels/answers.ts";
import { DeliveryError } from "./channels/channel.ts";
import { postPush, type Vapid } from "./channels/push.ts";
import { postWebhook } from "./channels/webhook.ts";
import type { Answer, Gateway } from "./outbound/gateway.ts";
import { runWorkers } from "./workers.ts";

type Parts = { sends: EndpointSends; gateway: Gateway; vapid: Vapid; report(problem: string): void };

/** Tests under way at the same time at most: an endpoint that is slow to answer holds up few others. */
const AT_ONCE = 4;

/**
 * Sends the tests that owners ask for, until the signal comes. They go out from here and not from the web server, so that
 * one process alone talks to addresses that visitors name.
 */
export const runEndpointTests = (parts: Parts, signal: AbortSignal): Promise<void> =>
  runWorkers(AT_ONCE, () => testNext(parts), { report: parts.report, signal });

/** @returns false when no test was asked for. */
async function testNext({ sends, gateway, vapid }: Parts): Promise<boolean> {
  const endpoint = await sends.takeTest();
  if (!endpoint) return false;
  try {
    const [verdict, { status }] = await send(endpoint, gateway, vapid);
    if (verdict === "taken") await sends.passed(endpoint);
    else if (verdict === "gone") await sends.retire(endpoint, answered(verdict, status));
    else await sends.failed(endpoint, answered(verdict, status));
  } catch (error) {
    if (!(error instanceof DeliveryError || error instanceof MusterError)) throw error;
    await sends.failed(endpoint, error.message);
  }
  return true;
}

function send(endpoint: AnyEndpoint, gateway: Gateway, vapid: Vapid): Promise<[Verdict, Answer]> {
  const id = crypto.randomUUID();
  if (endpoint.kind === "webhook") return postWebhook(gateway, endpoint, `test-${id}`, "endpoint.test", {});
  const shown = { title: "Muster reaches this device", path: "/my/settings" };
  return postPush(gateway, endpoint, vapid, { what: `test|${id}`, shown, urgency: "high" });
}
