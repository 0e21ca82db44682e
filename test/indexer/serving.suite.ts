import { expect } from "chai";
import { createFeed } from "../../lib/feed/client.ts";
import { eventually } from "./fixture.ts";
import type { Shared } from "./world.ts";

/** Programs that only answer, beside the one that indexes. */
export function servingSuite(shared: Shared): void {
  it("gives the same answers from every program on the database, also while the indexer is away", async function () {
    this.timeout(120_000);
    const { register } = shared;
    const apis = await Promise.all([register.startApi(), register.startApi()]);
    try {
      const paths = ["/v1/recalls", "/v1/organizations", "/v1/figures"];
      const answersOf = (base: string) => Promise.all(paths.map(async (path) => (await fetch(`${base}${path}`)).text()));
      const expected = await answersOf(register.indexer().apiUrl);
      for (const text of expected) expect(text.length).to.be.greaterThan(20);
      for (const { apiUrl } of apis) expect(await answersOf(apiUrl)).to.deep.equal(expected);
      await register.crash(async () => {
        for (const { apiUrl } of apis) expect(await answersOf(apiUrl), "without an indexer").to.deep.equal(expected);
      });
      // What the indexer reads from now on, they answer too.
      await register.later(60);
      await register.settle();
      const { block } = await register.feed.health();
      for (const { apiUrl } of apis) {
        await eventually("the newest block in the API", async () => (await createFeed(apiUrl).health()).block.number >= block.number);
        for (const path of ["/health", "/ready", "/metrics"]) expect((await fetch(`${apiUrl}${path}`)).status, path).to.equal(200);
      }
    } finally {
      await Promise.all(apis.map((api) => api.stop()));
    }
  });
}
