import { expect } from "chai";
import type { CsafProduct } from "../../lib/domain/csaf.ts";
import type { Feed } from "../../lib/feed/client.ts";
import { batchesFound, findProducts } from "../../lib/feed/found.ts";
import type { Preview, ScopeItemView } from "../../lib/feed/wire.ts";
import { board, door, modul, porch, way } from "../app/world.ts";

const product = (id: string, name: string, vendor?: string): CsafProduct => ({
  ...{ id, name, vendor, modelNumbers: [], skus: [], cpes: [], purls: [], uris: [], versions: { kind: "any" }, status: "affected" },
});

/** A register of four models with a batch each; a preview answers with the number of items it was asked for. */
function register({ boards = 1 } = {}) {
  const asked: ScopeItemView[][] = [];
  const models = [board, modul, door, porch].map(({ model }) => ({ ...model, releases: [] }));
  const batches = [...Array.from({ length: boards }, (_, i) => ({ ...board, id: 100 + i })), modul, door, porch];
  // Pages of one entry, so that nothing is read from the first page only.
  const page = <Item>(items: Item[], cursor = "0") => ({
    items: items.slice(Number(cursor), Number(cursor) + 1),
    next: Number(cursor) + 1 < items.length ? String(Number(cursor) + 1) : null,
  });
  const feed = {
    models: async ({ cursor }: { cursor?: string }) => page(models, cursor),
    batches: async ({ cursor, model }: { cursor?: string; model?: string }) => {
      const own = batches.filter((batch) => batch.model.id === model).map((batch) => ({ ...batch, factoryRelease: 0 }));
      return page(own, cursor);
    },
    preview: async (scope: ScopeItemView[]) => {
      asked.push(scope);
      return { counts: { involved: scope.length }, affected: [], brands: [] } as unknown as Preview;
    },
  } as unknown as Feed;
  return { feed, asked };
}

describe("what the register holds of an advisory's products", () => {
  it("is counted by the preview of the scope that a recall would have, sure things apart from possible ones", async () => {
    const { feed, asked } = register({ boards: 2 });
    const found = await findProducts(feed, [
      product("A", "LF-210 camera board", "Lumen Forge"),
      product("B", "Petrel Porch Camera"),
      product("C", "Nobody's product", "Nobody"),
    ]);
    expect(asked.map((scope) => scope.map(({ kind, subject }) => `${kind} ${subject}`))).to.deep.equal([
      ["component 100", "component 101"],
      ["component 100", "component 101", "model 3-09506000246819"],
    ]);
    expect([found.reached.certain?.counts.involved, found.reached.possible?.counts.involved]).to.deep.equal([2, 3]);
    expect(found.leftOver.map(({ id }) => id)).to.deep.equal(["C"]);
  });

  it("is not asked of an empty scope, nor of more entries than one recall can have", async () => {
    const empty = register();
    const nothing = await findProducts(empty.feed, [product("C", "Nobody's product", "Nobody")]);
    expect([nothing.reached, empty.asked]).to.deep.equal([{ certain: null, possible: null }, []]);
    const many = register({ boards: 65 });
    const { certain, reached } = await findProducts(many.feed, [product("A", "LF-210 camera board", "Lumen Forge")]);
    expect([certain.length, reached.certain, many.asked]).to.deep.equal([65, null, []]);
  });

  it("is listed by brand and batch, each unit once, parts last", () => {
    const affected = [way(board, 0, 10_499), way(porch, 0, 2_499, board), way(door, 0, 7_999, board), way(door, 7_000, 8_999, modul)];
    expect(batchesFound({ affected }).map(({ batch, units, isPart }) => [batch.id, units, isPart])).to.deep.equal([
      [3, 9_000, false],
      [4, 2_500, false],
      [1, 10_500, true],
    ]);
  });
});
