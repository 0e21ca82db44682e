import { z } from "zod";
import { carriedSchema } from "../domain/carried-acts.ts";
import { isErrorCode, MusterError } from "../domain/errors.ts";
import { type Carried, type RelayJob, relayJobSchema } from "../domain/relay-wire.ts";
import { errorSchema } from "./wire/basics.ts";

export type RelayClient = {
  /** Hands an act over. @throws MusterError why it is not taken, or `relay-away`. */
  carry(carried: Carried): Promise<RelayJob>;
  /** How an act stands. @throws MusterError `relay-job-unknown` or `relay-away`. */
  find(id: string): Promise<RelayJob>;
};

/** Longer than a relay needs to ask the chain, even when a node is slow. */
const TIMEOUT_MS = 20_000;

/**
 * Speaks with a relay: the web server with the process itself, pages with the web server, which passes it on.
 * @param url Where acts are posted; one is found below it by its id.
 */
export function createRelayClient(url: string): RelayClient {
  async function call(path: string, init: RequestInit): Promise<RelayJob> {
    let response: Response;
    let answer: unknown;
    try {
      response = await fetch(`${url}${path}`, { ...init, cache: "no-store", signal: AbortSignal.timeout(TIMEOUT_MS) });
      answer = await response.json();
    } catch (cause) {
      throw new MusterError("relay-away", { reason: "it gives no answer" }, { cause });
    }
    const refusal = errorSchema.safeParse(answer);
    if (!response.ok && refusal.success && isErrorCode(refusal.data.code))
      throw MusterError.fromJSON({ ...refusal.data, code: refusal.data.code });
    const job = relayJobSchema.safeParse(answer);
    if (!response.ok || !job.success) throw new MusterError("relay-away", { reason: `its answer (${response.status}) cannot be used` });
    return job.data;
  }

  return {
    carry: (carried) =>
      call("", {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(z.encode(carriedSchema, carried)),
      }),
    find: (id) => call(`/${encodeURIComponent(id)}`, {}),
  };
}
