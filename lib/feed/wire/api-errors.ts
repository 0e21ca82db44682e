import type { ErrorCode } from "../../domain/errors.ts";

/** Every error that the API answers with, and its status; all else is a failure of ours. */
export const apiErrors = {
  "invalid-id": 400,
  "query-invalid": 400,
  "route-unknown": 404,
  "unit-unknown": 404,
  "network-unknown": 404,
  OrganizationsUnknown: 404,
  CatalogUnknownModel: 404,
  BatchesUnknown: 404,
  RecallsUnknown: 404,
  DisclosuresUnknown: 404,
  RecallsInvalidScope: 422,
  "scope-without-devices": 422,
} as const satisfies Partial<Record<ErrorCode, number>>;
