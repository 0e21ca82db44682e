import type { CastId } from "../../lib/domain/cast.ts";
import type { ModelKind } from "../../lib/domain/kinds.ts";

/** How many units each batch of the story has. */
export type StorySizes = { northgate: number; petrel: number; cobalt: number };

export const DEMO_SIZES: StorySizes = { northgate: 10_000, petrel: 2_500, cobalt: 1_200 };

/** Units of Northgate that still got the old board; the rest of the batch got the new one. */
export const oldBoards = ({ northgate }: StorySizes): number => Math.floor(northgate * 0.8);

export type Product = {
  by: CastId;
  gtin: string;
  kind: ModelKind;
  name: string;
  lot: string;
  serial: (index: number) => string;
  made: { from: string; to: string };
  /** Each unit has a key of its own and can prove what it runs. */
  hasKeys?: true;
};

const digits = (index: number, width: number): string => String(index).padStart(width, "0");

/** Everything is invented; the GTINs are from the range that GS1 keeps for examples. */
export const PRODUCTS = {
  board: {
    by: "dana",
    gtin: "09506000210414",
    kind: "component",
    name: "LF-210 camera board",
    lot: "LF210-2409",
    serial: (index) => `LF210${digits(index, 6)}`,
    made: { from: "2024-09-02", to: "2024-09-27" },
  },
  newBoard: {
    by: "dana",
    gtin: "09506000210421",
    kind: "component",
    name: "LF-220 camera board",
    lot: "LF220-2411",
    serial: (index) => `LF220${digits(index, 6)}`,
    made: { from: "2024-11-04", to: "2024-11-08" },
  },
  northgate: {
    by: "nadia",
    gtin: "09506000134352",
    kind: "device",
    name: "Northgate Doorway 2",
    lot: "NG2-24W48",
    serial: (index) => `U96Y${digits(index + 20_000, 5)}`,
    made: { from: "2024-11-25", to: "2024-12-06" },
  },
  petrel: {
    by: "piet",
    gtin: "09506000246819",
    kind: "device",
    name: "Petrel Porch Camera",
    lot: "PP/24-12",
    serial: (index) => digits(index + 1, 7),
    made: { from: "2024-12-02", to: "2024-12-04" },
    hasKeys: true,
  },
  cobalt: {
    by: "carla",
    gtin: "09506000357928",
    kind: "device",
    name: "Cobalt Dome 4",
    lot: "CD4-0091",
    serial: (index) => `CD4-${digits(index, 5)}`,
    made: { from: "2024-12-09", to: "2024-12-11" },
  },
} as const satisfies Record<string, Product>;

export type ProductId = keyof typeof PRODUCTS;
