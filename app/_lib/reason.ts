const MOST = 500;
/** What contracts take of a text (Disclosures.sol, Networks.sol); letters of some scripts are three bytes each. */
const MOST_BYTES = 1_000;

/** What is wrong with a public reason; null when nothing is. */
export function reasonProblem(text: string): string | null {
  const reason = text.trim();
  if (reason === "") return "Say why, in public.";
  if (reason.length > MOST) return `At most ${MOST} characters.`;
  if (new TextEncoder().encode(reason).length > MOST_BYTES)
    return `At most ${Math.floor(MOST_BYTES / 3)} characters of a script such as Chinese or Thai.`;
  return null;
}
