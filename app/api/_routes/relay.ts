import { z } from "zod";
import { carriedSchema } from "../../../lib/domain/carried-acts.ts";
import { MusterError } from "../../../lib/domain/errors.ts";
import type { RelayClient } from "../../../lib/feed/relay.ts";
import { requireOwnOrigin } from "../_lib/origin.ts";
import { createRateLimit, visitorOf } from "../_lib/rate-limit.ts";
import { parse, readJson } from "../_lib/request.ts";
import { json, route } from "../_lib/respond.ts";
import type { Provide, Services } from "../_lib/services.ts";

/** A signature of a contract account can be long, and there are two in a handover. */
const MAX_BYTES = 65_536;

function relayOf({ relay }: Services): RelayClient {
  if (!relay) throw new MusterError("relay-away", { reason: "this site has none" });
  return relay;
}

/** Passes acts on to the relay. What comes is read here already, so that nothing else than acts gets there. */
export function relayRoutes(provide: Provide) {
  const limit = createRateLimit({ burst: 10, perMinute: 10 });
  return {
    POST: route(async (request) => {
      const services = await provide();
      requireOwnOrigin(request, services.publicUrl);
      limit.take(visitorOf(request));
      return json(await relayOf(services).carry(await readJson(request, carriedSchema, { maxBytes: MAX_BYTES })));
    }),
  };
}

/** How an act stands that the relay has taken. */
export function relayJobRoutes(provide: Provide) {
  const limit = createRateLimit({ burst: 120, perMinute: 240 });
  return {
    GET: route<{ params: Promise<{ id: string }> }>(async (request, { params }) => {
      limit.take(visitorOf(request));
      const { id } = await params;
      return json(await relayOf(await provide()).find(parse(z.uuid(), id)));
    }),
  };
}
