import { expect } from "chai";
import { together } from "../../indexer/src/api/together.ts";

/** Questions that are answered when the test says so, with each key doubled. */
function questions(limits: { lanes: number; most: number }) {
  const asked: { keys: readonly number[]; answer: () => void; fail: (error: Error) => void }[] = [];
  const find = together<number, number>(
    (keys) =>
      new Promise((resolve, reject) => {
        asked.push({ keys, answer: () => resolve(keys.map((key) => key * 2)), fail: reject });
      }),
    limits,
  );
  return { asked, find };
}

describe("asking together", () => {
  it("asks for one alone at once, and for those who come meanwhile in one go, each of whom gets the own answer", async () => {
    const { asked, find } = questions({ lanes: 1, most: 50 });
    const found = [1, 2, 3, 2].map(find);
    expect(asked.map(({ keys }) => keys)).to.deep.equal([[1]]);
    asked[0]?.answer();
    expect(await found[0]).to.equal(2);
    expect(asked.map(({ keys }) => keys)).to.deep.equal([[1], [2, 3, 2]]);
    asked[1]?.answer();
    expect(await Promise.all(found)).to.deep.equal([2, 4, 6, 4]);
  });

  it("has so many questions under way, of so many keys, and no more", async () => {
    const { asked, find } = questions({ lanes: 2, most: 3 });
    const found = [1, 2, 3, 4, 5, 6, 7].map(find);
    expect(asked.map(({ keys }) => keys)).to.deep.equal([[1], [2]]);
    asked[1]?.answer();
    await found[1];
    expect(asked.map(({ keys }) => keys)).to.deep.equal([[1], [2], [3, 4, 5]]);
    asked[2]?.answer();
    await found[2];
    expect(asked.map(({ keys }) => keys)).to.deep.equal([[1], [2], [3, 4, 5], [6, 7]]);
    for (const { answer } of asked) answer();
    expect(await Promise.all(found)).to.deep.equal([2, 4, 6, 8, 10, 12, 14]);
  });

  it("tells everybody who asked together that it failed, and goes on with the next", async () => {
    const { asked, find } = questions({ lanes: 1, most: 2 });
    const found = [1, 2, 3, 4].map((key) => find(key).catch((error: Error) => error.message));
    asked[0]?.answer();
    await found[0];
    asked[1]?.fail(new Error("the database is away"));
    expect(await Promise.all(found.slice(0, 3))).to.deep.equal([2, "the database is away", "the database is away"]);
    asked[2]?.answer();
    expect(await found[3]).to.equal(8);
  });
});
