import { z } from "zod";
import { DECLARATION_MAX_BYTES, declarationSchema, encodeDeclaration } from "../../../lib/domain/declaration.ts";
import { MusterError } from "../../../lib/domain/errors.ts";
import { orgId } from "../../../lib/domain/ids.ts";
import { encodeNotice, NOTICE_MAX_BYTES, type Notice, noticeSchema } from "../../../lib/domain/notice-document.ts";
import { PICTURE_MAX_BYTES, pictureType } from "../../../lib/domain/picture.ts";
import { requireModelOperator, requireRecallOperator } from "../_lib/operator.ts";
import { requireOwnOrigin } from "../_lib/origin.ts";
import { readBytes, readJson } from "../_lib/request.ts";
import { json, route } from "../_lib/respond.ts";
import type { Provide } from "../_lib/services.ts";

const uploadSchema = z
  .strictObject({ orgId: z.number().int(), notice: noticeSchema.optional(), declaration: declarationSchema.optional() })
  .refine(({ notice, declaration }) => (notice === undefined) !== (declaration === undefined), "holds a notice or a declaration");
const MAX_BYTES = Math.max(NOTICE_MAX_BYTES, DECLARATION_MAX_BYTES);

/** Takes in notices, their pictures and security declarations. Nothing else: whoever may store anything here may serve anything from here. */
export const documentsRoutes = (provide: Provide) => ({
  POST: route(async (request) => {
    const services = await provide();
    requireOwnOrigin(request, services.publicUrl);
    const { orgId: org, notice, declaration } = await readJson(request, uploadSchema, { maxBytes: MAX_BYTES });
    if (declaration) await requireModelOperator(request, services, orgId(org));
    else await requireRecallOperator(request, services, orgId(org));
    const bytes = declaration ? encodeDeclaration(declaration) : encodeNotice(notice as Notice);
    return json({ digest: await services.documents.put(bytes) });
  }),

  /** ?org= ; the body is a picture, by its first bytes and not by what somebody calls it. */
  PUT: route(async (request) => {
    const services = await provide();
    requireOwnOrigin(request, services.publicUrl);
    await requireRecallOperator(request, services, orgId(new URL(request.url).searchParams.get("org") ?? ""));
    const bytes = await readBytes(request, PICTURE_MAX_BYTES);
    if (!pictureType(bytes)) throw new MusterError("picture-refused", { problem: "it is neither JPEG nor PNG nor WebP" });
    return json({ digest: await services.documents.put(bytes) });
  }),
});

/** Gives out a document by its digest. Whoever reads it checks the digest against the chain; it can be kept for ever. */
export const documentRoutes = (provide: Provide) => ({
  GET: route<{ params: Promise<{ digest: string }> }>(async (_request, { params }) => {
    const { digest } = await params;
    const bytes = await (await provide()).documents.get(digest);
    if (!bytes) throw new MusterError("document-unknown", { digest });
    const isJson = bytes[0] === 0x7b; // {
    const picture = pictureType(bytes);
    const [type, ending] = isJson
      ? ["application/json; charset=utf-8", "json"]
      : picture
        ? [picture, picture.slice("image/".length)]
        : ["application/octet-stream", "bin"];
    return new Response(Buffer.from(bytes), {
      headers: {
        "content-type": type,
        "content-disposition": `${ending === "bin" ? "attachment" : "inline"}; filename="${digest}.${ending}"`,
        "cache-control": "public, max-age=31536000, immutable",
        "access-control-allow-origin": "*",
      },
    });
  }),
});
