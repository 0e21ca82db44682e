import type { Context } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { MusterError } from "../../../lib/domain/errors.ts";
import { apiErrors } from "../../../lib/feed/wire/api-errors.ts";

const STATUS: Record<string, ContentfulStatusCode> = apiErrors;

/** The one place where an error becomes an answer. */
export function answerError(error: Error, context: Context): Response {
  const status = error instanceof MusterError ? STATUS[error.code] : undefined;
  if (error instanceof MusterError && status) return context.json(error.toJSON(), status);
  console.error(error);
  return context.json(new MusterError("api-failed").toJSON(), 500);
}
