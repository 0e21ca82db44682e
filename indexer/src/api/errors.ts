import type { Context } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { type ErrorCode, MusterError } from "../../../lib/domain/errors.ts";

/** Every error that the API answers with; all else is a failure of ours. */
const STATUS: Partial<Record<ErrorCode, ContentfulStatusCode>> = {
  "invalid-id": 400,
  "query-invalid": 400,
  "route-unknown": 404,
  "unit-unknown": 404,
  OrganizationsUnknown: 404,
  CatalogUnknownModel: 404,
  BatchesUnknown: 404,
  RecallsUnknown: 404,
  RecallsInvalidScope: 422,
  "scope-without-devices": 422,
};

/** The one place where an error becomes an answer. */
export function answerError(error: Error, context: Context): Response {
  if (error instanceof MusterError && STATUS[error.code]) return context.json(error.toJSON(), STATUS[error.code]);
  console.error(error);
  return context.json(new MusterError("api-failed").toJSON(), 500);
}
