import { keccak256, toHex } from "viem";
import * as calls from "../../lib/chain/calls.ts";
import type { BatchId, ModelId, OrgId } from "../../lib/domain/ids.ts";
import { PERMISSIONS, type Permission } from "../../lib/domain/kinds.ts";
import type { World as LivedWorld } from "./agreement/world.ts";
import type { Register } from "./fixture.ts";

/**
 * One board, built into cameras of two brands, once directly and once inside a module; and a third brand with another
 * board.
 *
 *   1 board ──────────── 10..29 ─┐
 *     └ 0..9 ─ 3 module ─ 25..34 ─┼─ 4 Northgate cameras (40)
 *                  └───── 5..9 ───┼─ 5 Petrel cameras (20)
 *   2 other board ─────── 35..39 ─┘
 *           └───────────── 0..19 ─── 6 Cobalt cameras (20)
 */
export type Cast = {
  orgs: Record<"lumen" | "northgate" | "petrel" | "cobalt" | "regulator", OrgId>;
  models: Record<"board" | "otherBoard" | "module" | "northgate" | "petrel" | "cobalt", ModelId>;
  batches: Record<"board" | "otherBoard" | "module" | "northgate" | "petrel" | "cobalt", BatchId>;
};

/** What the suites share: starting an indexer takes seconds. Each opens recalls of its own. */
export type Shared = {
  register: Register;
  cast: Cast;
  /** A register that has lived for a while, on the same chain; the suite of invariant I5 leaves it. */
  lived?: LivedWorld;
};

export const ORDERS = {
  northgate: { lot: "NG-1", size: 40, factoryRelease: 1 },
  petrel: { lot: "PT-1", size: 20 },
  cobalt: { lot: "CB-1", size: 20 },
};

export const NOTICE = keccak256(toHex("the notice"));
const ALL = Object.keys(PERMISSIONS) as Permission[];
const maker = { kind: "manufacturer", country: "NO" } as const;
const supportEnd = 2_000_000_000;

export async function buildWorld(register: Register): Promise<Cast> {
  const { deployment } = register;
  const admit = (admin: "dana" | "nadia" | "piet" | "carla", name: string, domain: string) =>
    register.admit({
      ...maker,
      admin,
      name,
      domain,
      operators: { [admin]: ALL, ...(admin === "nadia" ? { nils: ["recall-draft"] } : {}) },
    });
  const orgs = {
    lumen: await admit("dana", "Lumen Forge", "lumenforge.example"),
    northgate: await admit("nadia", "Northgate Cameras", "northgate.example"),
    petrel: await admit("piet", "Petrel Home", "petrel.example"),
    cobalt: await admit("carla", "Cobalt Security", "cobalt.example"),
    regulator: await register.admit({
      kind: "regulator",
      admin: "rosa",
      name: "Office for Product Safety",
      domain: "productsafety.example",
      country: "BE",
      operators: { rosa: ["recall-release"], ravi: ["recall-draft"] },
    }),
  };
  const component = { kind: "component", supportEnd } as const;
  const device = { kind: "device", supportEnd } as const;
  const models = {
    board: await register.registerModel("dana", { ...component, orgId: orgs.lumen, gtin: "09506000134352", name: "Board" }),
    otherBoard: await register.registerModel("dana", { ...component, orgId: orgs.lumen, gtin: "09506000134369", name: "Other board" }),
    module: await register.registerModel("dana", { ...component, orgId: orgs.lumen, gtin: "09506000134376", name: "Module" }),
    northgate: await register.registerModel("nadia", { ...device, orgId: orgs.northgate, gtin: "00614141000012", name: "Porch" }),
    petrel: await register.registerModel("piet", { ...device, orgId: orgs.petrel, gtin: "00614141000029", name: "Nest" }),
    cobalt: await register.registerModel("carla", { ...device, orgId: orgs.cobalt, gtin: "00614141000036", name: "Bolt" }),
  };
  for (const sequence of [1, 2])
    await register.as(
      "nadia",
      calls.publishRelease(deployment, { modelId: models.northgate, sequence, version: `1.${sequence}`, digest: NOTICE, size: 1000 }),
    );
  const board = await register.make("dana", models.board, { lot: "B-1", size: 50 });
  const otherBoard = await register.make("dana", models.otherBoard, { lot: "B-2", size: 20 });
  const module = await register.make("dana", models.module, { lot: "M-1", size: 20, parts: [{ batchId: board, first: 0, last: 9 }] });
  const batches = {
    board,
    otherBoard,
    module,
    northgate: await register.make("nadia", models.northgate, {
      ...ORDERS.northgate,
      parts: [
        { batchId: board, first: 10, last: 29 },
        { batchId: module, first: 25, last: 34 },
        { batchId: otherBoard, first: 35, last: 39 },
      ],
    }),
    petrel: await register.make("piet", models.petrel, { ...ORDERS.petrel, parts: [{ batchId: module, first: 5, last: 9 }] }),
    cobalt: await register.make("carla", models.cobalt, { ...ORDERS.cobalt, parts: [{ batchId: otherBoard, first: 0, last: 19 }] }),
  };
  await register.claim("ada", batches.northgate, ORDERS.northgate, 12);
  await register.claim("ada", batches.northgate, ORDERS.northgate, 36);
  await register.claim("ben", batches.northgate, ORDERS.northgate, 27);
  await register.claim("chen", batches.petrel, ORDERS.petrel, 7);
  await register.claim("dora", batches.cobalt, ORDERS.cobalt, 3);
  return { orgs, models, batches };
}
