import { loadTablesState } from "./health.ts";

/**
 * What costs many rows, read once for each state of the tables, however many ask. What failed is read again.
 * @param isWhole What is not is given to those who asked for it, and read again for the next.
 */
export function keptWhileSame<Value>(load: () => Promise<Value>, isWhole: (value: Value) => boolean = () => true): () => Promise<Value> {
  let kept: { state: string; value: Promise<Value> } | null = null;
  return async () => {
    const state = await loadTablesState();
    if (kept?.state !== state) {
      const value = load();
      const own = { state, value };
      kept = own;
      const forget = (): void => {
        if (kept === own) kept = null;
      };
      value.then((found) => isWhole(found) || forget(), forget);
    }
    return kept.value;
  };
}

/** What follows from something kept and from the hour, judged once for all who ask in the same second. */
export function judgedOnce<From, Judged>(judge: (from: From, now: number) => Judged): (from: From, now: number) => Judged {
  let last: { from: From; now: number; judged: Judged } | null = null;
  return (from, now) => {
    if (last?.from !== from || last.now !== now) last = { from, now, judged: judge(from, now) };
    return last.judged;
  };
}
