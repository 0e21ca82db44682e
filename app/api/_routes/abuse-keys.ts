import { z } from "zod";
import { orgId } from "../../../lib/domain/ids.ts";
import { requireAbuse, requireBody } from "../_lib/abuse.ts";
import { requireNetworkOperator } from "../_lib/operator.ts";
import { requireOwnOrigin } from "../_lib/origin.ts";
import { readJson } from "../_lib/request.ts";
import { empty, json, route } from "../_lib/respond.ts";
import type { Provide } from "../_lib/services.ts";

const makeSchema = z.strictObject({ orgId: z.number().int() });

const query = (request: Request, name: string): string => new URL(request.url).searchParams.get(name) ?? "";

/** Keys with which an operator's programs hand in reports. Made and revoked by whoever speaks for its networks. */
export const abuseKeysRoutes = (provide: Provide) => ({
  /** ?org= */
  GET: route(async (request) => {
    const services = await provide();
    requireAbuse(services);
    const org = orgId(query(request, "org"));
    await requireNetworkOperator(request, services, org);
    return json({ items: await services.store.abuse.keys(org) });
  }),

  /** The answer holds the key, which is never shown again. */
  POST: route(async (request) => {
    const services = await provide();
    requireOwnOrigin(request, services.publicUrl);
    requireAbuse(services);
    const org = orgId((await readJson(request, makeSchema)).orgId);
    await requireNetworkOperator(request, services, org);
    await requireBody(services, org);
    return json(await services.store.abuse.createKey(org), { status: 201 });
  }),

  /** ?org= &id= */
  DELETE: route(async (request) => {
    const services = await provide();
    requireOwnOrigin(request, services.publicUrl);
    const org = orgId(query(request, "org"));
    await requireNetworkOperator(request, services, org);
    await services.store.abuse.revokeKey(org, query(request, "id"));
    return empty();
  }),
});
