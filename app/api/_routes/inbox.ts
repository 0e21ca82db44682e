import { z } from "zod";
import { MusterError } from "../../../lib/domain/errors.ts";
import { requireOwnOrigin } from "../_lib/origin.ts";
import { readJson } from "../_lib/request.ts";
import { empty, json, route } from "../_lib/respond.ts";
import type { Provide } from "../_lib/services.ts";
import { requireSession } from "../_lib/session.ts";

const readSchema = z.strictObject({ id: z.number().int().positive() });

/** One's own notices. */
export const inboxRoutes = (provide: Provide) => ({
  GET: route(async (request) => {
    const services = await provide();
    const owner = await requireSession(request, services);
    return json({ items: await services.store.inbox.list(owner) });
  }),

  /** Marks an entry as read. */
  POST: route(async (request) => {
    const services = await provide();
    requireOwnOrigin(request, services.publicUrl);
    const owner = await requireSession(request, services);
    const { id } = await readJson(request, readSchema);
    if (!(await services.store.inbox.markRead(owner, id))) throw new MusterError("request-invalid", { problem: "id: no entry of yours" });
    return empty();
  }),
});
