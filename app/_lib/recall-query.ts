import { z } from "zod";
import { COUNTRIES } from "../../lib/domain/countries.ts";
import { MEASURES, RECALL_STATES, SEVERITIES } from "../../lib/domain/kinds.ts";

const number = z.string().regex(/^[1-9][0-9]{0,9}$/);

/** An address typed or shared with something else in it still opens the list: what is not understood is left out. */
const querySchema = z.object({
  state: z.enum(RECALL_STATES).exclude(["none"]).optional().catch(undefined),
  measure: z.enum(MEASURES).exclude(["none"]).optional().catch(undefined),
  severity: z.enum(SEVERITIES).exclude(["none"]).optional().catch(undefined),
  issuer: number.optional().catch(undefined),
  affects: number.optional().catch(undefined),
  q: z.string().trim().min(1).max(200).optional().catch(undefined),
  component: z
    .string()
    .regex(/^[1-9][0-9]{0,9}-[0-9]{14}$/)
    .optional()
    .catch(undefined),
  country: z.enum(COUNTRIES).optional().catch(undefined),
  from: z.iso.date().optional().catch(undefined),
  to: z.iso.date().optional().catch(undefined),
  sort: z.enum(["oldest"]).optional().catch(undefined),
  cursor: z.string().min(1).max(200).optional().catch(undefined),
});

/** Filters and place of a list of recalls, as they stand in its address. */
export type RecallQuery = z.infer<typeof querySchema>;

export type SearchParams = Promise<Record<string, string | string[] | undefined>>;

export const parseRecallQuery = async (search: SearchParams): Promise<RecallQuery> => querySchema.parse(await search);

/** Address of a list with what is asked of it; what is not asked is left out. */
export function listAddress(path: string, query: Record<string, string | undefined>): string {
  const given = new URLSearchParams(Object.entries(query).filter((entry): entry is [string, string] => entry[1] !== undefined));
  return given.size > 0 ? `${path}?${given}` : path;
}

/**
 * A form sends every choice, also those left empty. The address without them is the one to share: null when it is
 * that already.
 */
export async function tidyAddress(path: string, search: SearchParams): Promise<string | null> {
  const isUntidy = Object.values(await search).includes("");
  return isUntidy ? listAddress(path, await parseRecallQuery(search)) : null;
}
