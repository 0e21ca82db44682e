type Waiting<Key, Found> = { key: Key; resolve: (found: Found) => void; reject: (error: unknown) => void };

type Limits = {
  /** Questions under way at the same time. One that takes long holds up no more than its share of those who come after. */
  lanes: number;
  /** Keys in one question. */
  most: number;
};

/**
 * Whoever asks while others' questions are under way is asked for together with all who came meanwhile. Nobody waits for more
 * to come: one alone is asked for at once, and the more ask, the less each costs.
 * @param ask Answers each key in its place.
 */
export function together<Key, Found>(
  ask: (keys: readonly Key[]) => Promise<readonly Found[]>,
  { lanes, most }: Limits,
): (key: Key) => Promise<Found> {
  const waiting: Waiting<Key, Found>[] = [];
  let underWay = 0;

  async function answer(asked: readonly Waiting<Key, Found>[]): Promise<void> {
    try {
      const found = await ask(asked.map(({ key }) => key));
      for (const [n, { resolve }] of asked.entries()) resolve(found[n] as Found);
    } catch (error) {
      for (const { reject } of asked) reject(error);
    }
    underWay--;
    next();
  }

  function next(): void {
    while (underWay < lanes && waiting.length > 0) {
      underWay++;
      void answer(waiting.splice(0, most));
    }
  }

  return (key) =>
    new Promise((resolve, reject) => {
      waiting.push({ key, resolve, reject });
      next();
    });
}
