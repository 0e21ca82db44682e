import { setTimeout as sleep } from "node:timers/promises";
import { expect } from "chai";
import { together } from "../../lib/store/together.ts";
import { slots } from "../../notifier/slots.ts";

describe("requests put together", () => {
  it("go alone when alone, and together while another is under way, each with its own answer", async () => {
    const sent: number[][] = [];
    const double = together(async (numbers: number[]) => {
      sent.push(numbers);
      await sleep(10);
      return numbers.map((n) => 2 * n);
    });
    const first = double(1);
    await sleep(2);
    const rest = [double(2), double(3), double(4)];
    expect(await Promise.all([first, ...rest])).to.deep.equal([2, 4, 6, 8]);
    expect(sent).to.deep.equal([[1], [2, 3, 4]]);
    expect(await double(5)).to.equal(10);
  });

  it("fail together, and leave the next ones alone", async () => {
    let fails = true;
    const ask = together(async (numbers: number[]) => {
      if (fails) throw new Error("away");
      return numbers;
    });
    const reasons = await Promise.all([ask(1), ask(2)].map((answer) => answer.catch((error: Error) => error.message)));
    expect(reasons).to.deep.equal(["away", "away"]);
    fails = false;
    expect(await ask(3)).to.equal(3);
  });

  it("are split when they are too many for one statement", async () => {
    const sizes: number[] = [];
    const echo = together(async (numbers: number[]) => {
      sizes.push(numbers.length);
      return numbers;
    });
    const asked = Array.from({ length: 1_200 }, (_, n) => n);
    expect(await Promise.all(asked.map(echo))).to.deep.equal(asked);
    expect(sizes).to.deep.equal([500, 500, 200]);
  });
});

describe("turns", () => {
  it("are no more than were given at any time, in the order of asking, and come back after a failure", async () => {
    const turn = slots(2);
    let running = 0;
    let most = 0;
    const order: number[] = [];
    const work = Array.from({ length: 6 }, (_, n) =>
      turn(async () => {
        order.push(n);
        most = Math.max(most, ++running);
        await sleep(2);
        running--;
        if (n % 2 === 0) throw new Error("failed");
      }).catch(() => undefined),
    );
    await Promise.all(work);
    expect(order).to.deep.equal([0, 1, 2, 3, 4, 5]);
    expect(most).to.equal(2);
  });
});
