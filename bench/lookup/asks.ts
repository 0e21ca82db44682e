import { deviceId, formatDeviceId } from "../../lib/domain/ids.ts";
import type { ResolverTags } from "../../lib/domain/resolver-tag.ts";
import type { Resolver } from "../../lib/store/resolver.ts";
import type { Ask, openClient } from "./load.ts";
import { COMPONENT_BATCHES, gtinOfBatch, type Size, sizeOf, titlesOf } from "./seed.ts";
import { lotOf, serialOf } from "./seed-resolver.ts";

type Given = {
  size: Size;
  connections: number;
  clients: readonly ReturnType<typeof openClient>[];
  resolver: Resolver;
  tags: ResolverTags;
};

/** Repeatable numbers below `below` (mulberry32). */
function randomNumbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

/**
 * Look-ups as the page before a purchase makes them. Half go by the unit's number, half by what is printed on it: then the
 * look-up's table is asked first, by the code and the role that the website uses, and answers which unit that is. A tenth of the
 * units is claimed by nobody, and a tenth of the questions is about units that do not exist.
 */
export function lookUpAsks({ size, connections, clients, resolver, tags }: Given): { asks: Ask[]; misses: () => number } {
  const random = randomNumbers(size.seed);
  const [titles, units] = [titlesOf(size), sizeOf(size)];
  let missed = 0;
  const asks = Array.from({ length: connections }, (_, n): Ask => {
    const client = clients[n % clients.length] as (typeof clients)[number];
    const read = async (batch: number, index: number): Promise<boolean> => {
      const status = await client.status(`/v1/devices/${batch}-${index}`);
      if (status === 404) missed++;
      return status === 200 || status === 404;
    };
    return async () => {
      const batch = COMPONENT_BATCHES + 1 + random(size.batches);
      const isMiss = random(10) === 0;
      if (random(2) === 0) return read(batch, isMiss ? units + random(units) : random(Math.ceil((titles * 10) / 9)) % units);
      const index = isMiss ? titles + random(titles) : random(titles);
      const row = await resolver.find(await tags.ofSerial(gtinOfBatch(batch, size), lotOf(batch), serialOf(batch, index)));
      if (row) return formatDeviceId(deviceId(row.batchId, row.index)) === `${batch}-${index}` && read(row.batchId, row.index);
      missed++;
      return isMiss;
    };
  });
  return { asks, misses: () => missed };
}

/** The pages of the history of recalls, with what visitors choose on them. */
export function historyAsks({ size, connections, clients }: Given): Ask[] {
  const random = randomNumbers(size.seed + 1);
  const chosen = ["", "&state=open", "&measure=recall&severity=critical", "&issuer=1", () => `&cursor=${1 + random(size.recalls)}`];
  // Fewer at a time than look-ups: whoever reads a list reads for a while.
  return Array.from({ length: Math.max(1, Math.floor(connections / 8)) }, (_, n): Ask => {
    const client = clients[n % clients.length] as (typeof clients)[number];
    return async () => {
      const choice = chosen[random(chosen.length)];
      return (await client.status(`/v1/recalls?limit=20${typeof choice === "function" ? choice() : choice}`)) === 200;
    };
  });
}
