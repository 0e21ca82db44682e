import { expect } from "chai";
import { hexToBytes, keccak256, parseEventLogs } from "viem";
import { recallsAbi } from "../../lib/chain/abis.generated.ts";
import { encodeDraft, SHRINK_DELAY, type Step } from "../../lib/chain/draft.ts";
import { releaseGas } from "../../lib/chain/recall-gas.ts";
import { deviceId, type RecallId, recallId } from "../../lib/domain/ids.ts";
import type { ScopeItem } from "../../lib/domain/scope.ts";
import { toWire } from "../../lib/feed/scope-item.ts";
import type { Preview } from "../../lib/feed/wire.ts";
import { generator } from "../lib/support/random.ts";
import { gravity, live, randomItem, take } from "./agreement/acts.ts";
import { drive } from "./agreement/driver.ts";
import { emptyWorld, type World } from "./agreement/world.ts";
import type { Shared } from "./world.ts";

const SEED = 36;
const SCOPES = 20;
/** Between the estimate and the receipt, as a share of the receipt. */
const GAS_TOLERANCE = 0.1;

type Previewed = { scope: ScopeItem[]; preview: Preview | null };

export function previewSuite(shared: Shared): void {
  const previewOf = async (scope: ScopeItem[]): Promise<Previewed> => {
    const preview = await shared.register.feed.preview(scope.map(toWire)).catch((error) => {
      expect(error.code).to.equal("scope-without-devices");
      return null;
    });
    return { scope, preview };
  };

  /** The units that the contracts say are affected, along every path that there is. */
  async function onChain({ driver, facts }: World, id: RecallId): Promise<{ units: number; claimed: number; owners: number }> {
    const units = facts.batches
      .filter(({ isDevice }) => isDevice)
      .flatMap((batch) => Array.from({ length: batch.size }, (_, i) => deviceId(batch.id, i)));
    const affected = [];
    for (let from = 0; from < units.length; from += 40) {
      const some = units.slice(from, from + 40);
      const verdicts = await driver.ask(some.map((unit) => ({ deviceId: unit, recallIds: [id], reports: [] })));
      affected.push(...some.filter((_, n) => (hexToBytes(verdicts[n] as `0x${string}`)[0] as number) & 1));
    }
    const claimed = affected.flatMap((unit) => facts.titles.get(unit) ?? []);
    return { units: affected.length, claimed: claimed.length, owners: new Set(claimed.map(({ owner }) => owner)).size };
  }

  /** Drafts and releases each scope. */
  async function release(world: World, previews: Previewed[]): Promise<{ id: RecallId; step: Step; gas: number }[]> {
    const opened = [];
    for (const { scope } of previews) {
      const { regulatorId: issuer } = world.bodies;
      const step: Step = { step: "open", recall: { issuer, ...gravity, minEvidence: "owner", scope, fixes: [] } };
      const [log] = parseEventLogs({ abi: recallsAbi, logs: await take(world, step), eventName: "RecallOpened" });
      opened.push({ id: recallId(log?.args.recallId as number), step, gas: world.driver.gas() });
    }
    return opened;
  }

  const checkGas = (step: Step, gas: number): void => {
    const estimate = releaseGas(step);
    expect(Math.abs(estimate - gas) / gas, `gas of ${JSON.stringify(encodeDraft(step))}: ${estimate} for ${gas}`).to.be.lessThan(
      GAS_TOLERANCE,
    );
  };

  /** Other steps, so that their estimates are compared as well: amendments and an end. */
  async function releaseOthers(world: World, ids: RecallId[]): Promise<void> {
    const { bodies, driver } = world;
    for (const recallId of ids) {
      const added = Array.from({ length: world.random(3) }, () => randomItem(world, true));
      const reason = "because ".repeat(1 + world.random(20));
      const amendment = { recallId, version: 2, ...gravity, notice: keccak256("0x01"), added, reason } as const;
      const step: Step = { step: "amend", issuer: bodies.regulatorId, amendment };
      await take(world, step, SHRINK_DELAY);
      checkGas(step, driver.gas());
    }
    const close: Step = { step: "close", issuer: bodies.regulatorId, recallId: ids[0] as RecallId, reason: "done" };
    await take(world, close, SHRINK_DELAY);
    checkGas(close, driver.gas());
  }

  it("show what the chain then does, for random scopes of every kind, with exclusions and parts that were swapped", async function () {
    this.timeout(600_000);
    const { register } = shared;
    const driver = await drive(register);
    const world = await register.crash(async () => {
      const empty = await emptyWorld(register, driver, SEED, generator(SEED));
      await live(empty, SEED, { batches: 24, acts: 200, cases: 1 });
      return empty;
    });
    await register.settle();
    const previews: Previewed[] = [];
    for (let n = 0; n < SCOPES; n++) {
      const more = Array.from({ length: world.random(5) }, () => randomItem(world, true));
      previews.push(await previewOf([randomItem(world, false), ...more]));
    }
    let whole = randomItem(world, false);
    while (whole.kind === "component") whole = randomItem(world, false);
    previews.push(await previewOf([whole, { ...whole, excluded: true }])); // reaches nothing
    const opened = await register.crash(() => release(world, previews));
    await register.settle();
    const seen = { swapped: 0, excluded: 0, parts: 0, none: 0 };
    for (const [n, { scope, preview }] of previews.entries()) {
      const { id, step, gas } = opened[n] as (typeof opened)[number];
      const [chain, recall] = [await onChain(world, id), await register.feed.recall(id)];
      const shown = preview && { units: preview.counts.involved, claimed: preview.counts.claimed, owners: preview.owners };
      expect(shown ?? { units: 0, claimed: 0, owners: 0 }, `scope ${n} on chain`).to.deep.equal(chain);
      checkGas(step, gas);
      if (preview) {
        const { acknowledged, remedied, ...counts } = recall.counts;
        expect({ ...preview.counts, affected: preview.affected }, `scope ${n} in the recall`).to.deep.include({
          ...counts,
          affected: recall.affected,
        });
        const makers = new Set(
          recall.affected.filter(({ batch }) => batch.model.kind === "device").map(({ batch }) => batch.model.maker.id),
        );
        expect(new Set(preview.brands.map((brand) => brand.id)), `brands of scope ${n}`).to.deep.equal(makers);
      }
      seen.swapped += preview?.affected.some(({ path }) => Number.parseInt(path.slice(2, 4), 16) >= 128) ? 1 : 0;
      seen.excluded += scope.some(({ excluded }) => excluded) ? 1 : 0;
      seen.parts += preview && preview.throughParts.devices > 0 ? 1 : 0;
      seen.none += preview ? 0 : 1;
    }
    await releaseOthers(
      world,
      opened.slice(0, 8).map(({ id }) => id),
    );
    for (const [what, count] of Object.entries(seen)) expect(count, `scopes with ${what}`).to.be.greaterThan(0);
  });
}
