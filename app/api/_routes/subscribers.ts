import { MusterError } from "../../../lib/domain/errors.ts";
import { formatModelId, parseModelId } from "../../../lib/domain/ids.ts";
import { preferredLanguage } from "../../../lib/domain/language.ts";
import { mailQuery } from "../../../lib/domain/mail.ts";
import { requireOwnOrigin } from "../_lib/origin.ts";
import { visitorOf } from "../_lib/rate-limit.ts";
import { readText } from "../_lib/request.ts";
import { route } from "../_lib/respond.ts";
import type { Provide } from "../_lib/services.ts";

type Context = { params: Promise<{ modelId: string }> };

/** More than an address and a language ever take. */
const MAX_BYTES = 2_048;

/** What the form says of what it could not take; anything else is no fault of whoever filled it in. */
const PROBLEMS: Record<string, string> = { "contact-invalid": "address", "confirmations-used-up": "network" };

/**
 * Leaves an address to be told of a model at, by the form of a public page: nobody signs in. The answer is a page, and the
 * same one whatever is known of the address.
 */
export const subscribersRoutes = (provide: Provide) => ({
  POST: route<Context>(async (request, { params }) => {
    const { publicUrl, feed, store } = await provide();
    // Nobody's cookie is used, but another site could make its visitors' networks ask.
    requireOwnOrigin(request, publicUrl);
    const form = new URLSearchParams(await readText(request, MAX_BYTES));
    const model = await feed.model(formatModelId(parseModelId((await params).modelId)));
    if (model.kind !== "device")
      throw new MusterError("request-invalid", { problem: "the model is a component, of which people are not told" });
    const language = preferredLanguage([form.get("language") ?? ""]);
    const go = (location: string): Response => new Response(null, { status: 303, headers: { "cache-control": "no-store", location } });
    try {
      const contact = { email: (form.get("email") ?? "").trim(), language };
      await store.confirmations.askAbout(parseModelId(model.id), contact, visitorOf(request));
    } catch (error) {
      const problem = error instanceof MusterError && PROBLEMS[error.code];
      if (!problem) throw error;
      return go(`/models/${model.id}/tell-me?problem=${problem}`);
    }
    return go(`/confirm/sent?${mailQuery(language, parseModelId(model.id))}`);
  }),
});
