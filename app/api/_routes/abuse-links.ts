import { z } from "zod";
import { parseFixCode } from "../../../lib/domain/abuse-code.ts";
import { MusterError } from "../../../lib/domain/errors.ts";
import { formatDeviceId, parseDeviceId, parseModelId } from "../../../lib/domain/ids.ts";
import { requireAbuse } from "../_lib/abuse.ts";
import { requireOwnOrigin } from "../_lib/origin.ts";
import { createRateLimit, visitorOf } from "../_lib/rate-limit.ts";
import { readJson } from "../_lib/request.ts";
import { empty, route } from "../_lib/respond.ts";
import type { Provide } from "../_lib/services.ts";
import { requireSession } from "../_lib/session.ts";

type Context = { params: Promise<{ code: string }> };

const tieSchema = z.strictObject({ deviceId: z.string().max(40) });

/** Ties a report to the device that it was about, which its owner knows. */
export function abuseLinksRoutes(provide: Provide) {
  const limit = createRateLimit({ burst: 20, perMinute: 20 });
  return {
    PUT: route<Context>(async (request, { params }) => {
      limit.take(visitorOf(request));
      const services = await provide();
      requireOwnOrigin(request, services.publicUrl);
      const { tags } = requireAbuse(services);
      const account = await requireSession(request, services);
      const code = parseFixCode((await params).code);
      if (code === null) throw new MusterError("abuse-link-over");
      const id = parseDeviceId((await readJson(request, tieSchema)).deviceId);
      const { title, batch } = await services.feed.device(formatDeviceId(id));
      if (title?.owner.toLowerCase() !== account.toLowerCase())
        throw new MusterError("abuse-device-other", { deviceId: formatDeviceId(id) });
      await services.store.abuse.tie(code, { id, model: parseModelId(batch.model.id), tag: tags.ofDevice(id) });
      return empty();
    }),
  };
}
