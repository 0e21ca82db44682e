import type { AnyEndpoint, EndpointSends } from "../../lib/store/endpoint-sends.ts";
import type { Answer } from "../outbound/gateway.ts";
import { DeliveryError } from "./channel.ts";

/** What an answer means: taken, gone for good, or to be tried again. */
export type Verdict = "taken" | "gone" | "refused";

/**
 * Sends to each endpoint of an owner and notes what came of it. One that took the message is enough: what another missed is
 * on record there, and a message that is repeated for its sake would tell the first one twice.
 * @returns `no-address` when all are gone, or there was none.
 */
export async function sendToAll<Endpoint extends AnyEndpoint>(
  endpoints: readonly Endpoint[],
  sends: EndpointSends,
  send: (endpoint: Endpoint) => Promise<[Verdict, Answer]>,
): Promise<"delivered" | "no-address"> {
  let wasTaken = false;
  let missed: DeliveryError | undefined;
  for (const endpoint of endpoints) {
    try {
      const [verdict, { status }] = await send(endpoint);
      const problem = answered(verdict, status);
      if (verdict === "taken") {
        wasTaken = true;
        await sends.reached(endpoint);
      } else if (verdict === "gone") await sends.retire(endpoint, problem);
      else throw new DeliveryError(problem, { retryable: true });
    } catch (error) {
      if (!(error instanceof DeliveryError)) throw error;
      missed = error;
      await sends.missed(endpoint, error.message);
    }
  }
  if (wasTaken) return "delivered";
  if (missed) throw missed;
  return "no-address";
}

export const answered = (verdict: Verdict, status: number): string =>
  verdict === "gone" ? `The endpoint answered ${status}: it is gone.` : `The endpoint answered ${status}.`;
