import { expect } from "chai";
import type { NoticeFacts } from "../../lib/domain/notice.ts";
import { deliver } from "../../notifier/deliver.ts";
import type { Obligation } from "../../notifier/ledger.ts";

describe("a message", () => {
  const { now } = performance;
  let passed = 0;
  before(() => {
    performance.now = () => now.call(performance) + passed;
  });
  after(() => {
    performance.now = now;
  });

  /** @param waited Milliseconds that it waits for its turn, while the unit is fixed. */
  async function delivered(waited: number): Promise<{ state: string; looked: number; sent: number }> {
    let [looked, sent] = [0, 0];
    const held = { id: "1", channel: "mail", fence: 1 } as Obligation;
    const ledger = {
      claim: async () => held,
      renew: async () => true,
      settle: async () => true,
      release: async () => {},
      giveUp: async () => {},
    };
    const channel = {
      deliver: async (): Promise<"delivered"> => {
        sent++;
        return "delivered";
      },
    };
    const turn = <Result>(work: () => Promise<Result>): Promise<Result> => {
      passed += waited;
      return work();
    };
    const { state } = await deliver("1", {
      ledger,
      facts: async () => (looked++ === 0 ? ({} as NoticeFacts) : null),
      channels: { inbox: channel, mail: channel, push: channel, webhook: channel },
      pace: { inbox: turn, mail: turn, push: turn, webhook: turn },
    });
    return { state, looked, sent };
  }

  it("is made of what was looked up when it was taken up, while that is fresh", async () => {
    expect(await delivered(0)).to.deep.equal({ state: "sent", looked: 1, sent: 1 });
  });

  it("is made of what is so when its turn comes, and not sent when there is nothing to tell any more", async () => {
    expect(await delivered(2_000)).to.deep.equal({ state: "superseded", looked: 2, sent: 0 });
  });
});
