import { expect } from "chai";
import { allPages } from "../../lib/feed/all-pages.ts";
import { createFeed } from "../../lib/feed/client.ts";
import { eventually, type Register } from "./fixture.ts";

/** What an API says where recalls and makers are compared, once it has counted all of it. */
export async function comparisons(apiUrl: string) {
  const feed = createFeed(apiUrl);
  const recalls = (await allPages((paging) => feed.recalls(paging))).map(({ id }) => id);
  const read = async () => ({
    cards: await allPages((paging) => feed.scorecards(paging)),
    curves: await Promise.all(recalls.map((id) => feed.comparison(id))),
  });
  let found = await read();
  await eventually("all recalls counted", async () => {
    found = await read();
    return [...found.cards, ...found.curves].every(({ pending }) => pending === 0);
  });
  return found;
}

/** The same as an API process says that has just begun and kept nothing. */
export async function expectAsAfresh(register: Register) {
  const api = await register.startApi();
  try {
    await register.settle();
    const kept = await comparisons(register.indexer().apiUrl);
    expect(kept).to.deep.equal(await comparisons(api.apiUrl));
    return kept;
  } finally {
    await api.stop();
  }
}
