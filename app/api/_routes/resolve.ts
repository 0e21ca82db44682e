import type { Address } from "viem";
import { z } from "zod";
import { MusterError } from "../../../lib/domain/errors.ts";
import { isGs1Text } from "../../../lib/domain/gs1-text.ts";
import { parseGtin } from "../../../lib/domain/gtin.ts";
import { deviceId, formatDeviceId } from "../../../lib/domain/ids.ts";
import { createRateLimit, visitorOf } from "../_lib/rate-limit.ts";
import { readJson } from "../_lib/request.ts";
import { json, route } from "../_lib/respond.ts";
import type { Provide } from "../_lib/services.ts";

const gs1 = z.string().refine(isGs1Text, "is not a number as printed on labels");

/** The address of the claim key, never the code; or what is printed on the unit. */
const questionSchema = z.union([
  z.strictObject({ claimKey: z.templateLiteral(["0x", z.string().regex(/^[0-9a-fA-F]{40}$/)]) }),
  z.strictObject({ gtin: z.string().max(14), lot: gs1, serial: gs1 }),
]);

/** Which unit a code or a label belongs to. Names no owner, and gives the same answer for all that it does not know. */
export function resolveRoutes(provide: Provide) {
  const limit = createRateLimit({ burst: 20, perMinute: 20 });
  // Serials are short enough to be tried out, and without a trusted server in front visitors can pretend to be many.
  // Codes have 128 bits: nobody finds one by trying, so look-ups by code go on whatever happens here.
  const serials = createRateLimit({ burst: 300, perMinute: 600 });
  return {
    POST: route(async (request) => {
      limit.take(visitorOf(request));
      const { store, tags } = await provide();
      const question = await readJson(request, questionSchema);
      const byCode = "claimKey" in question;
      if (!byCode) serials.take("everybody");
      const tag = byCode
        ? await tags.ofClaimKey(question.claimKey as Address)
        : await tags.ofSerial(parseGtin(question.gtin), question.lot, question.serial);
      const row = await store.resolver.find(tag);
      if (!row) throw new MusterError("lookup-empty");
      const id = formatDeviceId(deviceId(row.batchId, row.index));
      // Only who holds the code gets the rest of the leaf, which a claim needs.
      return json(byCode ? { deviceId: id, deviceSignerHash: row.deviceSignerHash, serialTag: row.serialTag } : { deviceId: id });
    }),
  };
}
