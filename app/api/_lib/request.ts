import type { z } from "zod";
import { MusterError } from "../../../lib/domain/errors.ts";
import { isNestedDeeper } from "../../../lib/domain/json-text.ts";
import { preferredLanguage } from "../../../lib/domain/language.ts";
import { mailQuery, modelInQuery } from "../../../lib/domain/mail.ts";

const DEFAULT_MAX_BYTES = 16_384;
/** Deeper than any body of ours; recursive readers must not be driven into the stack's end. */
const MAX_DEPTH = 12;

const invalid = (problem: string, cause?: unknown): MusterError => new MusterError("request-invalid", { problem }, { cause });

/** Values of a schema, or a sentence that names the field. */
export function parse<Schema extends z.ZodType>(schema: Schema, value: unknown): z.infer<Schema> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw invalid(issue ? `${issue.path.join(".") || "the body"}: ${issue.message}` : "unknown", parsed.error);
}

/** What a mail put into its link: the reader's language, and the model that it was about; for the page that comes next. */
export function mailQueryIn(request: Pick<Request, "url">): string {
  const asked = new URL(request.url).searchParams;
  return mailQuery(preferredLanguage([asked.get("language") ?? ""]), modelInQuery(asked.get("model") ?? ""));
}

/** The body as it comes in, for what need not be in memory as a whole. */
export async function* bodyOf(request: Request): AsyncGenerator<Uint8Array> {
  yield* request.body ?? [];
}

/** The body's bytes; reading stops at the limit, whatever length was announced. */
export async function readBytes(request: Request, limit: number): Promise<Uint8Array> {
  const tooLarge = new MusterError("request-too-large", { limit });
  if (Number(request.headers.get("content-length") ?? 0) > limit) throw tooLarge;
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of request.body ?? []) {
    length += chunk.length;
    if (length > limit) throw tooLarge;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function decode(bytes: Uint8Array): string {
  return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
}

/** A body of text. @throws MusterError `request-invalid` or `request-too-large`. */
export async function readText(request: Request, maxBytes: number): Promise<string> {
  const bytes = await readBytes(request, maxBytes);
  try {
    return decode(bytes);
  } catch (error) {
    throw invalid("the body is not UTF-8", error);
  }
}

/** A JSON body of the given form. @throws MusterError `request-invalid` or `request-too-large`. */
export async function readJson<Schema extends z.ZodType>(
  request: Request,
  schema: Schema,
  { maxBytes = DEFAULT_MAX_BYTES }: { maxBytes?: number } = {},
): Promise<z.infer<Schema>> {
  // A form of another site can send text/plain without asking; application/json needs our consent.
  if (!/^application\/json\s*(;|$)/i.test(request.headers.get("content-type") ?? "")) throw invalid("the body is not application/json");
  const bytes = await readBytes(request, maxBytes);
  let text: string;
  let value: unknown;
  try {
    text = decode(bytes);
    if (isNestedDeeper(text, MAX_DEPTH)) throw invalid("the body is nested too deeply");
    value = JSON.parse(text);
  } catch (error) {
    throw error instanceof MusterError ? error : invalid("the body is not JSON in UTF-8", error);
  }
  return parse(schema, value);
}
