import { loadTablesState } from "./health.ts";

/** What costs many rows, read once for each state of the tables, however many ask. What failed is read again. */
export function keptWhileSame<Value>(load: () => Promise<Value>): () => Promise<Value> {
  let kept: { state: string; value: Promise<Value> } | null = null;
  return async () => {
    const state = await loadTablesState();
    if (kept?.state !== state) {
      const value = load();
      kept = { state, value };
      value.catch(() => {
        kept = null;
      });
    }
    return kept.value;
  };
}
