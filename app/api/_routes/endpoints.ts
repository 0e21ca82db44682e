import { z } from "zod";
import { MusterError } from "../../../lib/domain/errors.ts";
import { requireOwnOrigin } from "../_lib/origin.ts";
import { createRateLimit, visitorOf } from "../_lib/rate-limit.ts";
import { readJson } from "../_lib/request.ts";
import { empty, json, route } from "../_lib/respond.ts";
import type { Provide, Services } from "../_lib/services.ts";
import { requireSession } from "../_lib/session.ts";

const idSchema = z.strictObject({ id: z.string().max(40) });
/** The store judges the values. */
const webhookSchema = z.strictObject({ url: z.string().max(4_096) });
const recallsSchema = z.strictObject({ wanted: z.boolean() });
const pushSchema = z.strictObject({
  endpoint: z.string().max(4_096),
  keys: z.strictObject({ p256dh: z.string().max(200), auth: z.string().max(100) }),
  language: z.string().max(35),
});

const unknownId = (): MusterError => new MusterError("request-invalid", { problem: "id: no endpoint of yours" });

/**
 * One's own browsers and webhook. Nothing is sent from here: what is to be tried, the notifier sends, and the list tells
 * what came of it.
 */
export function endpointsRoutes(provide: Provide) {
  // Each of them may make the notifier send something.
  const limit = createRateLimit({ burst: 20, perMinute: 20 });
  const change = async (request: Request): Promise<Services & { owner: Awaited<ReturnType<typeof requireSession>> }> => {
    const services = await provide();
    requireOwnOrigin(request, services.publicUrl);
    const owner = await requireSession(request, services);
    limit.take(visitorOf(request));
    return { ...services, owner };
  };

  return {
    list: {
      GET: route(async (request) => {
        const services = await provide();
        const owner = await requireSession(request, services);
        return json({ endpoints: await services.store.endpoints.list(owner) });
      }),
      DELETE: route(async (request) => {
        const { store, owner } = await change(request);
        const { id } = await readJson(request, idSchema);
        if (!(await store.endpoints.remove(owner, id))) throw unknownId();
        return empty();
      }),
    },

    webhook: {
      /** Sets or replaces it; the secret is shown this once. */
      PUT: route(async (request) => {
        const { store, owner } = await change(request);
        const { url } = await readJson(request, webhookSchema);
        return json(await store.endpoints.setWebhook(owner, url));
      }),
      /** A new secret beside the former one. */
      POST: route(async (request) => {
        const { store, owner } = await change(request);
        const rotated = await store.endpoints.rotateSecret(owner);
        if (!rotated) throw new MusterError("request-invalid", { problem: "there is no webhook, or it was changed at the same time" });
        return json(rotated);
      }),
    },

    recalls: {
      /** Whether the webhook is told of every recall as well. */
      PUT: route(async (request) => {
        const { store, owner } = await change(request);
        const { wanted } = await readJson(request, recallsSchema);
        if (!(await store.endpoints.hearRecalls(owner, wanted)))
          throw new MusterError("request-invalid", { problem: "there is no webhook" });
        return empty();
      }),
    },

    push: {
      POST: route(async (request) => {
        const { store, owner } = await change(request);
        await store.endpoints.addPush(owner, await readJson(request, pushSchema));
        return empty();
      }),
    },

    test: {
      POST: route(async (request) => {
        const { store, owner } = await change(request);
        const { id } = await readJson(request, idSchema);
        if (!(await store.endpoints.askTest(owner, id))) throw unknownId();
        return empty();
      }),
    },
  };
}
