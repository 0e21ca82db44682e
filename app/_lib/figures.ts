import type { Page } from "../../lib/feed/wire.ts";
import { answer } from "./read.ts";
import { feed } from "./server.ts";

/** The size of the register, with the time of the block they are from. */
export type Figures = {
  organizations: number;
  manufacturers: number;
  deviceBatches: number;
  devices: number;
  claimed: number;
  openRecalls: number;
  asOf: number;
};

/** How long figures are shown before they are counted again: they adorn the busiest page and change slowly. */
const KEEP_MS = 30_000;
const PAGE = 100;

let kept: { figures: Figures; until: number } | undefined;

async function all<Item>(read: (cursor: string | undefined) => Promise<Page<Item>>): Promise<Item[]> {
  const items: Item[] = [];
  let cursor: string | null | undefined;
  do {
    const page = await read(cursor ?? undefined);
    items.push(...page.items);
    cursor = page.next;
  } while (cursor !== null);
  return items;
}

async function count(): Promise<Figures> {
  const [health, organizations, batches, recalls] = await Promise.all([
    feed().health(),
    all((cursor) => feed().organizations({ cursor, limit: PAGE })),
    all((cursor) => feed().batches({ cursor, limit: PAGE })),
    all((cursor) => feed().recalls({ state: "open", cursor, limit: PAGE })),
  ]);
  const deviceBatches = batches.filter(({ model }) => model.kind === "device");
  return {
    organizations: organizations.length,
    manufacturers: organizations.filter(({ kind }) => kind === "manufacturer").length,
    deviceBatches: deviceBatches.length,
    devices: deviceBatches.reduce((sum, { size }) => sum + size, 0),
    claimed: deviceBatches.reduce((sum, { claimed }) => sum + claimed, 0),
    openRecalls: recalls.length,
    asOf: health.block.timestamp,
  };
}

/** @returns null when the register does not answer. */
export async function readFigures(): Promise<Figures | null> {
  if (kept && kept.until > Date.now()) return kept.figures;
  const { value } = await answer(count());
  if (value) kept = { figures: value, until: Date.now() + KEEP_MS };
  return value;
}
