import { expect } from "chai";
import PostalMime from "postal-mime";
import { owner, txOf } from "./register.ts";
import { email, eventually, type Ground, prepareGround, settled } from "./setup.ts";

describe("a recall that changes", function () {
  this.timeout(60_000);
  let ground: Ground;
  beforeEach(async () => {
    ground = await prepareGround();
  });
  afterEach(() => ground.close());

  const told = (): string[] => ground.mails().flatMap(({ to }) => to);

  it("is told anew with each version, once that is final, to everyone who still has to do something", async () => {
    const { register, node, store } = ground;
    await register.claim(1, 2);
    await ground.leaveAddresses(1, 2);
    await register.openRecall(1, node);
    const notifier = await ground.notifier();
    await settled(ground, 4);
    expect(told()).to.have.members([email(1), email(2)]);

    await register.patch(2);
    node.finalized = 119;
    await register.amend(1, node, { block: 120 });
    await eventually("a look", async () => (await notifier.status()).lastLook.finalizedBlock === 119);
    expect(await ground.rows(), "not before it is final").to.have.length(4);
    node.finalized = 120;
    const rows = await settled(ground, 6);
    expect(rows.filter(({ owner: to }) => to === owner(1)).map(({ version, state }) => `${version} ${state}`)).to.have.members([
      "1 sent",
      "1 sent",
      "2 sent",
      "2 sent",
    ]);
    expect(told()).to.have.members([email(1), email(1), email(2)]);
    expect((await PostalMime.parse(ground.raw(3))).text).to.include("This is version 2 of the recall.");
    expect((await store.inbox.list(owner(1))).map(({ version }) => version)).to.have.members([1, 2]);
  });

  it("is told in no version that the node has no log of", async () => {
    const { register, node } = ground;
    await register.claim(1, 1);
    await register.openRecall(1, node);
    await register.openRecall(2, node);
    await register.amend(1, node);
    Object.assign(node.opened.get(txOf(1, 2)) ?? {}, { version: 3 });
    await ground.notifier();
    expect((await settled(ground, 1)).map(({ recall_id }) => recall_id)).to.deep.equal(["2"]);
  });

  for (const state of ["closed", "withdrawn"]) {
    it(`is told to nobody any more once it is ${state}`, async () => {
      const { register, node, database } = ground;
      await register.claim(1, 1);
      await register.openRecall(1, node);
      await register.openRecall(2, node);
      await database.query("UPDATE indexer.recall SET state = $1 WHERE id = 1", [state]);
      await ground.notifier();
      expect((await settled(ground, 1)).map(({ recall_id }) => recall_id)).to.deep.equal(["2"]);
      await ground.leaveAddresses(1, 1);
      expect((await settled(ground, 2)).map(({ recall_id, channel }) => `${recall_id} ${channel}`)).to.deep.equal(["2 inbox", "2 mail"]);
    });
  }
});
