import { expect } from "chai";
import { scopeWords } from "../../app/_lib/scope-words.ts";
import type { ReleaseView, ScopeItemView } from "../../lib/feed/wire.ts";
import { board, door } from "./world.ts";

const release = (sequence: number, version: string): ReleaseView => ({
  ...{ sequence, version, digest: `0x${"00".repeat(32)}`, size: 1, publishedAt: 0, revoked: null },
});

const names = {
  batch: (id: string) => [board, door].find((batch) => `${batch.id}` === id),
  model: (id: string) => (id === door.model.id ? { ...door.model, releases: [release(1, "1.0.4"), release(2, "1.2.0")] } : undefined),
};

const said = (kind: ScopeItemView["kind"], subject: string, first = 0, last = 0, excluded = false): string => {
  const { before, name, after } = scopeWords({ kind, excluded, subject, first, last }, names);
  return `${before}${name}${after}`;
};

describe("a scope in words", () => {
  it("says of each kind what it names and what of it", () => {
    expect(said("component", "1")).to.equal("LF-210 camera board, lot L-1, and every device that contains it");
    expect(said("batch", "3", 5, 24)).to.equal("Northgate Doorway 2, lot L-3: units 5 to 24");
    expect(said("batch", "3", 0, 9_999)).to.equal("Northgate Doorway 2, lot L-3: all 10,000 units");
    expect(said("model", door.model.id)).to.equal("Every unit of Northgate Doorway 2");
    expect(said("made", door.model.id, 1_730_419_200, 1_730_505_599)).to.equal(
      "Units of Northgate Doorway 2 made from 1 Nov 2024 to 1 Nov 2024",
    );
    expect(said("shipped", door.model.id, 1, 2)).to.equal("Units of Northgate Doorway 2 that left the factory with release 1.0.4 to 1.2.0");
    expect(said("shipped", door.model.id, 3, 3)).to.equal("Units of Northgate Doorway 2 that left the factory with release number 3");
  });

  it("says what is taken out, and numbers where no name is at hand", () => {
    expect(said("model", door.model.id, 0, 0, true)).to.equal("Not meant: every unit of Northgate Doorway 2");
    expect(said("batch", "9", 1, 1, true)).to.equal("Not meant: batch 9: unit 1");
    expect(said("model", "7-09506000134352")).to.equal("Every unit of model 7-09506000134352");
  });
});
