import { requireOwnOrigin } from "../_lib/origin.ts";
import { empty, json, route } from "../_lib/respond.ts";
import type { Provide } from "../_lib/services.ts";
import { requireSession, sessionCookie } from "../_lib/session.ts";

/** Everything that is kept about whoever is signed in: to take along, or to erase for good. */
export const personalRoutes = (provide: Provide) => ({
  GET: route(async (request) => {
    const services = await provide();
    const owner = await requireSession(request, services);
    return json(await services.store.personal.export(owner));
  }),

  /** Ends the session too: it was kept about the person. */
  DELETE: route(async (request) => {
    const services = await provide();
    requireOwnOrigin(request, services.publicUrl);
    await services.store.personal.erase(await requireSession(request, services));
    return empty({ headers: { "set-cookie": sessionCookie(services.publicUrl, null) } });
  }),
});
