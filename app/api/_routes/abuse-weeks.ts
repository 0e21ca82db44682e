import { z } from "zod";
import { publishedCounts } from "../../../lib/domain/abuse-counts.ts";
import { MusterError } from "../../../lib/domain/errors.ts";
import { formatModelId, orgId } from "../../../lib/domain/ids.ts";
import { asnOf, requireAbuse, requireBody, requireKey, requireNetwork } from "../_lib/abuse.ts";
import { requireNetworkOperator } from "../_lib/operator.ts";
import { createRateLimit, visitorOf } from "../_lib/rate-limit.ts";
import { json, route } from "../_lib/respond.ts";
import type { Provide } from "../_lib/services.ts";

const weekNumber = z.coerce.number().int().min(0).max(100_000);

/** A week of an operator's network as it can be published: by model, numbers under 5 as 0. For its own people and programs only. */
export function abuseWeeksRoutes(provide: Provide) {
  const limit = createRateLimit({ burst: 60, perMinute: 60 });
  return {
    /** ?week= &asn= and, without a key, &org= */
    GET: route(async (request) => {
      limit.take(visitorOf(request));
      const services = await provide();
      const abuse = requireAbuse(services);
      const { searchParams } = new URL(request.url);
      const hasKey = request.headers.has("authorization");
      const org = hasKey ? await requireKey(request, services) : orgId(searchParams.get("org") ?? "");
      if (!hasKey) await requireNetworkOperator(request, services, org);
      const asn = await requireNetwork(abuse, await requireBody(services, org), asnOf(searchParams.get("asn")));
      const week = weekNumber.safeParse(searchParams.get("week") ?? "none");
      if (!week.success) throw new MusterError("abuse-week-invalid", { week: (searchParams.get("week") ?? "").slice(0, 20) || "nothing" });
      const counts = publishedCounts(await services.store.abuse.weekOf(asn, week.data));
      return json({
        orgId: org,
        asn,
        week: week.data,
        counts: counts.map(({ modelId, ...rest }) => ({ modelId: modelId === null ? null : formatModelId(modelId), ...rest })),
      });
    }),
  };
}
