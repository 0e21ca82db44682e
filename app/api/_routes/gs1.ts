import { decodeDeclaration } from "../../../lib/domain/declaration.ts";
import { type DigitalLink, formatDigitalLink, parseDigitalLink } from "../../../lib/domain/digital-link.ts";
import { MusterError } from "../../../lib/domain/errors.ts";
import { LINK_HEADER, LINKSET_TYPE } from "../../../lib/domain/gs1-request.ts";
import {
  linkHeader,
  linksetOf,
  linksInLanguage,
  locationOf,
  parseLinkType,
  type Resolved,
  resolverDescription,
  resolverLinks,
  wantedLanguages,
} from "../../../lib/domain/gs1-resolver.ts";
import { deviceId, formatDeviceId } from "../../../lib/domain/ids.ts";
import type { ModelView } from "../../../lib/feed/wire.ts";
import { MEASURE_WORDS, readable } from "../../_lib/words.ts";
import { createRateLimit, visitorOf } from "../_lib/rate-limit.ts";
import { errorResponse, route } from "../_lib/respond.ts";
import type { Provide, Services } from "../_lib/services.ts";

/** What every answer has: any page may read it, and caches keep apart what different askers get. */
const OPEN = {
  "access-control-allow-origin": "*",
  "access-control-allow-methods": "GET, HEAD, OPTIONS",
  "access-control-allow-headers": "Accept, Accept-Language",
  "access-control-expose-headers": "Link, Location",
  "cache-control": "no-store",
  vary: "Accept, Accept-Language",
};

/** A maker's instructions, where its declaration is there, unaltered and names them; a link is not worth an error. */
async function instructionsOf({ documents }: Services, { declaration }: ModelView): Promise<Resolved["models"][number]["instructions"]> {
  const bytes = declaration && (await documents.get(declaration.digest).catch(() => null));
  if (!bytes) return null;
  try {
    const { instructions, language } = decodeDeclaration(bytes);
    return instructions ? { url: instructions, language } : null;
  } catch {
    return null;
  }
}

async function recallsOf({ store, tags, feed }: Services, { gtin, lot, serial }: DigitalLink): Promise<Resolved["recalls"]> {
  if (lot === undefined || serial === undefined) return [];
  const row = await store.resolver.find(await tags.ofSerial(gtin, lot, serial));
  if (!row) return [];
  const { recalls } = await feed.device(formatDeviceId(deviceId(row.batchId, row.index)));
  return recalls
    .filter(({ recall, remedied }) => recall.state === "open" && !remedied)
    .map(({ recall }) => ({ id: recall.id, title: `${MEASURE_WORDS[recall.measure]} ${recall.id} by ${readable(recall.issuer.name)}` }));
}

async function resolve(services: Services, link: DigitalLink): Promise<Resolved> {
  const { items } = await services.feed.models({ gtin: link.gtin, limit: 100 });
  if (items.length === 0) throw new MusterError("product-unknown", { gtin: link.gtin });
  const models = items.map(async (model) => ({
    id: model.id,
    name: readable(model.name),
    isDeclared: model.declaration !== null,
    instructions: await instructionsOf(services, model),
  }));
  return { models: await Promise.all(models), recalls: await recallsOf(services, link) };
}

/** Links about a product, a lot or a unit by its GS1 Digital Link: the list of them, or the way to one. */
export function gs1Routes(provide: Provide) {
  // As for the look-up by serial on pages: who asks for a unit learns whether it is recalled, and must not try them all.
  const limit = createRateLimit({ burst: 30, perMinute: 30 });
  const everybody = createRateLimit({ burst: 300, perMinute: 600 });

  async function answer(request: Request): Promise<Response> {
    const services = await provide();
    const { publicUrl } = services;
    const asked = new URL(request.headers.get(LINK_HEADER) ?? "/", publicUrl);
    const link = parseDigitalLink(`${publicUrl}${asked.pathname}`, { padGtin: true });
    if (link.serial !== undefined) {
      limit.take(visitorOf(request));
      everybody.take("everybody");
    }
    const anchor = formatDigitalLink(publicUrl, link);
    const links = resolverLinks(publicUrl, link, await resolve(services, link));
    const headers = { ...OPEN, link: linkHeader(anchor) };
    const list = (status: number): Response =>
      Response.json(linksetOf(anchor, links), { status, headers: { ...headers, "content-type": listType(request) } });

    const linkType = asked.searchParams.get("linkType");
    const wanted = linkType === null ? "linkset" : parseLinkType(linkType);
    if (wanted === "linkset") return list(200);
    const fitting = linksInLanguage(
      links.filter(({ type }) => type === wanted),
      wantedLanguages(request.headers.get("accept-language") ?? ""),
    );
    const [only] = fitting;
    if (!only) throw new MusterError("link-type-unknown", { linkType: linkType ?? "" });
    if (fitting.length > 1) return list(300);
    return new Response(null, { status: 307, headers: { ...headers, location: locationOf(only.href, publicUrl) } });
  }

  return {
    GET: route(async (request) => {
      // Refusals are read by programs of other sites too.
      const response = await answer(request).catch(errorResponse);
      for (const [name, value] of Object.entries(OPEN)) response.headers.set(name, value);
      return response;
    }),
    OPTIONS: route(async () => new Response(null, { status: 204, headers: OPEN })),
  };
}

/** Who asks for plain JSON only gets it under that name. */
function listType(request: Request): string {
  const accept = request.headers.get("accept")?.toLowerCase() ?? "";
  return accept.includes("application/json") && !accept.includes(LINKSET_TYPE) ? "application/json" : LINKSET_TYPE;
}

export const gs1DescriptionRoutes = (provide: Provide) => ({
  GET: route(async () => {
    const { publicUrl } = await provide();
    return Response.json(resolverDescription(publicUrl), { headers: { ...OPEN, "cache-control": "public, max-age=3600" } });
  }),
});
