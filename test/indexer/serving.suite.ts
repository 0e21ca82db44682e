import { expect } from "chai";
import { formatDeviceId } from "../../lib/domain/ids.ts";
import { createFeed } from "../../lib/feed/client.ts";
import { eventually } from "./fixture.ts";
import { heldDatabase } from "./held-database.ts";
import type { Shared } from "./world.ts";

/** Programs that only answer, beside the one that indexes. */
export function servingSuite(shared: Shared): void {
  it("gives the same answers from every program on the database, also while the indexer is away", async function () {
    this.timeout(120_000);
    const { register } = shared;
    const apis = await Promise.all([register.startApi(), register.startApi()]);
    try {
      const units = [...(shared.lived?.facts.titles.keys() ?? [])].slice(-30).map((id) => `/v1/devices/${formatDeviceId(id)}`);
      expect(units.length).to.be.greaterThan(20);
      const paths = ["/v1/recalls", "/v1/organizations", "/v1/figures", ...units];
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

  it("lives while it reads what answers are made of, and is ready when it has", async function () {
    this.timeout(240_000);
    const database = await heldDatabase(shared.register.database.roles.indexer, "order by b.id desc");
    const api = await shared.register.launchApi(database.url);
    const isOk = (path: string) =>
      fetch(`${api.apiUrl}${path}`).then(
        ({ ok }) => ok,
        () => false,
      );
    try {
      await eventually("a sign of life", () => isOk("/health"), 120);
      expect((await fetch(`${api.apiUrl}/ready`)).status).to.equal(503);
      expect(await isOk("/v1/recalls"), "answers meanwhile").to.equal(true);
      database.release();
      await eventually("readiness", () => isOk("/ready"), 60);
    } finally {
      await api.stop();
      await database.close();
    }
  });
}
