import { z } from "zod";
import { COUNTRIES } from "../../lib/domain/countries.ts";
import { FAMILIES, NETWORK_VERDICTS } from "../../lib/domain/network-standing.ts";
import { listAddress, type SearchParams } from "./recall-query.ts";

const number = z
  .string()
  .regex(/^[1-9][0-9]{0,8}$/)
  .optional()
  .catch(undefined);

/** What is not understood of an address is left out. */
const querySchema = z.object({
  country: z.enum(COUNTRIES).optional().catch(undefined),
  verdict: z.enum(NETWORK_VERDICTS).optional().catch(undefined),
  family: z.enum(FAMILIES).optional().catch(undefined),
  operator: number,
  observer: number,
  cursor: z
    .string()
    .regex(/^[1-9][0-9]{0,9}$/)
    .optional()
    .catch(undefined),
});

/** Filters and place of the list of networks, as they stand in its address. */
export type NetworkQuery = z.infer<typeof querySchema>;

/** @returns What is asked, and the address without what a form sends empty, where it is another one. */
export async function parseNetworkQuery(search: SearchParams): Promise<{ query: NetworkQuery; tidy: string | null }> {
  const given = await search;
  const query = querySchema.parse(given);
  return { query, tidy: Object.values(given).includes("") ? listAddress("/networks", query) : null };
}
