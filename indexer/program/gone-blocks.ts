/** What nodes say about a block that a reorg took away. */
const IS_GONE = /unknown block|(block|header) (was )?not found/i;
/** "Method not supported": Ponder does not ask again after this one. */
const NOT_AGAIN = -32004;

/** Longer than any such word, and shorter than what would be dear to read twice. */
const MAX_LENGTH = 2_000;

/**
 * When a reorg takes a block away between Ponder's seeing it and asking for its logs, the node does not know the block. Ponder
 * would ask for that block again, ever more slowly, for two minutes, and take in no other meanwhile. Told not to, it goes on with
 * the chain as it is now.
 */
export const endingAtGoneBlocks =
  (fetch: typeof globalThis.fetch): typeof globalThis.fetch =>
  async (input, init) => {
    const response = await fetch(input, init);
    if (!(Number(response.headers.get("content-length") ?? Number.POSITIVE_INFINITY) <= MAX_LENGTH)) return response;
    const text = await response.clone().text();
    const told = withoutRetry(text);
    return told === text ? response : new Response(told, { status: response.status, headers: { "content-type": "application/json" } });
  };

function withoutRetry(text: string): string {
  if (!IS_GONE.test(text)) return text;
  const answer = JSON.parse(text) as { error?: { message?: string } };
  if (!IS_GONE.test(answer.error?.message ?? "")) return text;
  return JSON.stringify({ ...answer, error: { ...answer.error, code: NOT_AGAIN } });
}
