import { expect } from "chai";
import { getAddress, type Hex } from "viem";
import { orgId } from "../../lib/domain/ids.ts";
import { openStore, type Store } from "../../lib/store/store.ts";
import { type TestDatabase, testDatabase } from "./database.ts";

const first: Hex = `0x${"a1".repeat(32)}`;
const second: Hex = `0x${"b2".repeat(32)}`;
const drafter = getAddress("0x00000000000000000000000000000000000000a1");

describe("drafts", () => {
  let database: TestDatabase;
  let store: Store;
  before(async () => {
    database = await testDatabase();
    store = openStore({ url: database.roles.web });
  });
  after(async () => {
    await store.close();
    await database.close();
  });

  it("lists an organisation's drafts, newest first, and nobody else's", async () => {
    const content = { format: "muster-recall-draft/2", scope: [{ kind: "batch", batch: 7 }] };
    await store.drafts.save({ orgId: orgId(1), draft: first, content, drafter });
    await store.drafts.save({ orgId: orgId(1), draft: second, content: { other: true }, drafter });
    await store.drafts.save({ orgId: orgId(1), draft: first, content: { changed: true }, drafter });
    const drafts = await store.drafts.list(orgId(1));
    expect(drafts.map(({ draft }) => draft)).to.deep.equal([second, first]);
    expect(drafts[1]).to.deep.include({ content, drafter });
    expect(Date.now() / 1000 - (drafts[1]?.createdAt ?? 0)).to.be.within(-1, 60);
    expect(await store.drafts.list(orgId(2))).to.deep.equal([]);
  });

  it("forgets a draft that was released", async () => {
    await store.drafts.remove(orgId(1), second);
    expect((await store.drafts.list(orgId(1))).map(({ draft }) => draft)).to.deep.equal([first]);
  });
});
