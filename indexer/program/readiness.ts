import { channel } from "node:diagnostics_channel";
import type { createServer, RequestListener, ServerOptions } from "node:http";

/** Ponder loads the API's code in a world of modules of its own; this name leads out of it to the same channel. */
const warm = channel("muster:api-is-warm");

/** Says that what answers are made of was read. */
export const sayWarm = (): void => warm.publish(null);

const NOT_YET = "Recalls are being counted and batches read. Until then answers take longer.";

/**
 * Makes servers that call themselves ready only once `sayWarm` was called. All else, `/health` too, they answer from the
 * start: whoever is asked whether it lives must not be taken for dead while it works.
 */
export function readyWhenWarm(create: typeof createServer): typeof createServer {
  let isWarm = false;
  const told = (): void => {
    isWarm = true;
    warm.unsubscribe(told);
  };
  warm.subscribe(told);
  return ((options: ServerOptions, listener: RequestListener) =>
    create(options, (request, response) => {
      if (isWarm || request.url?.split("?")[0] !== "/ready") return listener(request, response);
      response.writeHead(503, { "content-type": "text/plain; charset=UTF-8" }).end(NOT_YET);
    })) as typeof createServer;
}
