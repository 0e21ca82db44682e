/**
 * Puts single requests of one kind together: those that come while a statement is under way wait, and go out as the next
 * one. Nobody waits for a clock, and a request that comes alone goes alone.
 * @param run Answers so many requests at once, in their order.
 */
export function together<Request, Answer>(run: (requests: Request[]) => Promise<Answer[]>): (request: Request) => Promise<Answer> {
  type Waiting = { request: Request; resolve(answer: Answer): void; reject(error: unknown): void };
  let waiting: Waiting[] = [];
  let busy = false;

  const work = async (): Promise<void> => {
    busy = true;
    while (waiting.length > 0) {
      // Those that follow in the same turn of the event loop come along.
      await new Promise(setImmediate);
      const some = waiting.slice(0, LIMIT);
      waiting = waiting.slice(LIMIT);
      try {
        const answers = await run(some.map(({ request }) => request));
        for (const [at, { resolve }] of some.entries()) resolve(answers[at] as Answer);
      } catch (error) {
        for (const { reject } of some) reject(error);
      }
    }
    busy = false;
  };

  return (request) =>
    new Promise((resolve, reject) => {
      waiting.push({ request, resolve, reject });
      if (!busy) void work();
    });
}

/** Requests in one statement at most. */
const LIMIT = 500;
