import { z } from "zod";
import { requireOwnOrigin } from "../_lib/origin.ts";
import { readJson } from "../_lib/request.ts";
import { empty, json, route } from "../_lib/respond.ts";
import type { Provide } from "../_lib/services.ts";
import { requireSession } from "../_lib/session.ts";

/** The store judges the values. */
const contactSchema = z.strictObject({ email: z.string().max(320), language: z.string().max(35) });

/** One's own address for notices. There is no way to name another owner: the session says whose it is. */
export const contactsRoutes = (provide: Provide) => ({
  GET: route(async (request) => {
    const services = await provide();
    const owner = await requireSession(request, services);
    return json({ contact: await services.store.contacts.get(owner) });
  }),

  PUT: route(async (request) => {
    const services = await provide();
    requireOwnOrigin(request, services.publicUrl);
    const owner = await requireSession(request, services);
    await services.store.contacts.set(owner, await readJson(request, contactSchema));
    return json({ contact: await services.store.contacts.get(owner) });
  }),

  /** Erases it for good. */
  DELETE: route(async (request) => {
    const services = await provide();
    requireOwnOrigin(request, services.publicUrl);
    await services.store.contacts.erase(await requireSession(request, services));
    return empty();
  }),
});
