import type { Hex } from "viem";
import { z } from "zod";
import { decodeDraft, draftDigest, issuerOf, noticeOf } from "../../../lib/chain/draft.ts";
import { MusterError } from "../../../lib/domain/errors.ts";
import { orgId } from "../../../lib/domain/ids.ts";
import { requireRecallOperator } from "../_lib/operator.ts";
import { requireOwnOrigin } from "../_lib/origin.ts";
import { parse, readJson } from "../_lib/request.ts";
import { empty, json, route } from "../_lib/respond.ts";
import type { Provide } from "../_lib/services.ts";

const saveSchema = z.strictObject({ content: z.unknown() });
const digest = z.templateLiteral(["0x", z.string().regex(/^[0-9a-f]{64}$/)]);

const query = (request: Request, name: string): string => new URL(request.url).searchParams.get(name) ?? "";

/** Steps of recalls that an organisation prepares, for those of its people who draft or release them. */
export const draftsRoutes = (provide: Provide) => ({
  /** ?org= */
  GET: route(async (request) => {
    const services = await provide();
    const org = orgId(query(request, "org"));
    await requireRecallOperator(request, services, org);
    return json({ items: await services.store.drafts.list(org) });
  }),

  /** Keeps a draft under the digest that is announced on chain. */
  POST: route(async (request) => {
    const services = await provide();
    requireOwnOrigin(request, services.publicUrl);
    const { content } = await readJson(request, saveSchema);
    const step = decodeDraft(content);
    const issuer = issuerOf(step);
    const drafter = await requireRecallOperator(request, services, issuer);
    const digest = noticeOf(step);
    if (digest && !(await services.documents.get(digest))) throw new MusterError("document-unknown", { digest });
    const draft = draftDigest(step);
    await services.store.drafts.save({ orgId: issuer, draft, content, drafter });
    return json({ draft });
  }),

  /** ?org= &draft= ; for a draft that was released or given up. */
  DELETE: route(async (request) => {
    const services = await provide();
    requireOwnOrigin(request, services.publicUrl);
    const org = orgId(query(request, "org"));
    await requireRecallOperator(request, services, org);
    await services.store.drafts.remove(org, parse(digest, query(request, "draft")) as Hex);
    return empty();
  }),
});
