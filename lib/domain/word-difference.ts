/** A stretch of text that two versions share, or that only one of them has. */
export type WordChange = { kind: "same" | "added" | "removed"; text: string };

/** Words with the space after them; line ends are words of their own. */
const wordsOf = (text: string): string[] => text.match(/\n|[^\s]+[^\S\n]*|[^\S\n]+/g) ?? [];

/** Pairs of words to look at; beyond it two texts have so little in common that one replaces the other. */
const PAIRS_AT_MOST = 4_000_000;

/** Lengths of the longest common sequence of what is left of both from each pair of words on, row after row. */
function commonLengths(before: readonly string[], after: readonly string[]): Uint32Array {
  const width = after.length + 1;
  const lengths = new Uint32Array((before.length + 1) * width);
  for (let i = before.length - 1; i >= 0; i--)
    for (let j = after.length - 1; j >= 0; j--)
      lengths[i * width + j] =
        before[i] === after[j]
          ? (lengths[(i + 1) * width + j + 1] as number) + 1
          : Math.max(lengths[(i + 1) * width + j] as number, lengths[i * width + j + 1] as number);
  return lengths;
}

function differing(before: readonly string[], after: readonly string[], tell: (kind: WordChange["kind"], word: string) => void): void {
  let [i, j] = [0, 0];
  if (before.length * after.length <= PAIRS_AT_MOST) {
    const [lengths, width] = [commonLengths(before, after), after.length + 1];
    while (i < before.length && j < after.length) {
      if (before[i] === after[j]) {
        tell("same", before[i++] as string);
        j++;
      } else if ((lengths[(i + 1) * width + j] as number) >= (lengths[i * width + j + 1] as number)) tell("removed", before[i++] as string);
      else tell("added", after[j++] as string);
    }
  }
  while (i < before.length) tell("removed", before[i++] as string);
  while (j < after.length) tell("added", after[j++] as string);
}

/** How a text became another, word by word. What is not `added` is the text before, what is not `removed` the text after. */
export function wordDifference(before: string, after: string): WordChange[] {
  const [old, young] = [wordsOf(before), wordsOf(after)];
  let head = 0;
  while (head < old.length && head < young.length && old[head] === young[head]) head++;
  let tail = 0;
  while (tail < old.length - head && tail < young.length - head && old.at(-1 - tail) === young.at(-1 - tail)) tail++;

  const changes: WordChange[] = [];
  const tell = (kind: WordChange["kind"], word: string): void => {
    const open = changes.at(-1);
    if (open?.kind === kind) open.text += word;
    else changes.push({ kind, text: word });
  };
  for (const word of old.slice(0, head)) tell("same", word);
  differing(old.slice(head, old.length - tail), young.slice(head, young.length - tail), tell);
  for (const word of old.slice(old.length - tail)) tell("same", word);
  return changes;
}
