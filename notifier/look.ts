import type pg from "pg";
import { enterCorrections, enterWithdrawals, toldVersions, withdrawnRecalls } from "./endings.ts";
import type { ConfirmedVersion, Finality, IndexedVersion } from "./finality.ts";
import { enterObligations, openRecalls, supersede, titlesSince } from "./obligations.ts";
import { enterForSubscribers, supersedeForSubscribers } from "./subscribers.ts";

/** A look at the whole register takes at most this share of the time: on a small one it is part of every look. */
const SHARE = 1 / 50;

type LookOptions = {
  intervalMs: number;
  /** Whether owners are told of a recall before its block is final. Titles count once they are final all the same. */
  early: boolean;
};

/**
 * A look at what is owed. What is new is entered at once: a version of a recall that became final, titles that did. All
 * else that may change what is owed (an address left, a unit no longer fixed, a day that passed, a recall closed) is found
 * by going through the whole register, as often as its size allows.
 * @returns the newest final block that it went by.
 */
export function createLook(pool: pg.Pool, chainId: number, finality: Finality, { intervalMs, early }: LookOptions): () => Promise<bigint> {
  /** Versions that were gone through in full, and up to which block titles were. */
  let known = new Set<string>();
  let upTo = -1n;
  let nextSweep = -Infinity;
  const nameOf = ({ id, version, tx }: IndexedVersion): string => `${id}|${version}|${tx}`;

  const confirm = async (versions: IndexedVersion[], upTo: bigint): Promise<ConfirmedVersion[]> => {
    const found: ConfirmedVersion[] = [];
    for (const version of versions) {
      const confirmed = await finality.confirm(version, upTo);
      if (confirmed) found.push(confirmed);
    }
    return found;
  };

  return async () => {
    const finalized = await finality.finalizedBlock();
    const newest = early ? await finality.newestBlock() : finalized;
    const confirmed = await confirm(await openRecalls(pool, newest), newest);

    const fresh = confirmed.filter((version) => !known.has(nameOf(version)));
    await enterObligations(pool, chainId, finalized, fresh, { halved: true });
    await enterForSubscribers(pool, chainId, finalized, fresh);
    const others = confirmed.filter((version) => known.has(nameOf(version)));
    if (finalized > upTo && (await titlesSince(pool, upTo, finalized)))
      await enterObligations(pool, chainId, finalized, others, { since: upTo });
    known = new Set(confirmed.map(nameOf));
    upTo = finalized;

    const started = performance.now();
    if (started < nextSweep) return finalized;
    await enterObligations(pool, chainId, finalized, others);
    await supersede(pool, chainId);
    await enterForSubscribers(pool, chainId, finalized, others);
    await supersedeForSubscribers(pool, chainId, finalized);
    await enterWithdrawals(pool, chainId, await confirm(await withdrawnRecalls(pool, chainId, finalized), finalized));
    const gone: ConfirmedVersion[] = [];
    for (const version of await toldVersions(pool, chainId)) if (await finality.isGone(version, finalized)) gone.push(version);
    await enterCorrections(pool, chainId, gone);
    const ended = performance.now();
    nextSweep = ended + Math.max(intervalMs / 2, (ended - started) / SHARE);
    return finalized;
  };
}
