import type { AffectedRange, BatchRef, ModelRef } from "../../lib/feed/wire.ts";

/** A small register for the pages' tests, in the shapes that come over the wire. */

const MAKERS = {
  forge: { id: 1, name: "Lumen Forge", domain: "lumenforge.example" },
  north: { id: 2, name: "Northgate Cameras", domain: "northgate.example" },
  petrel: { id: 3, name: "Petrel Home", domain: "petrel.example" },
};

export const model = (maker: keyof typeof MAKERS, n: number, kind: ModelRef["kind"], name: string): ModelRef => ({
  id: `${MAKERS[maker].id}-${String(n).padStart(14, "0")}`,
  gtin: String(n).padStart(14, "0"),
  name,
  kind,
  maker: MAKERS[maker],
});

export const batch = (id: number, model: ModelRef, size: number, lot = `L-${id}`): BatchRef => ({
  id,
  lot,
  size,
  madeFrom: 1_730_000_000,
  madeTo: 1_730_600_000,
  model,
});

export const way = (whole: BatchRef, first: number, last: number, ...via: BatchRef[]): AffectedRange => ({
  batch: whole,
  first,
  last,
  path: `0x${"00".repeat(via.length)}`,
  via,
});

export const board = batch(1, model("forge", 1, "component", "LF-210 camera board"), 10_500);
export const modul = batch(2, model("forge", 2, "component", "LF-9 lens module"), 9_000);
export const door = batch(3, model("north", 3, "device", "Northgate Doorway 2"), 10_000);
export const porch = batch(4, model("petrel", 4, "device", "Petrel Porch Camera"), 2_500, "PP/24-12");
