/** Rows sent at a time, and what is read of the file for them. */
const ROWS = 5_000;
const BYTES = 1_048_576;

/** The look-up rows of a batch in pieces of whole lines, so that memory holds one of them. */
export async function* rowPieces(file: Blob, rows = ROWS, bytes = BYTES): AsyncGenerator<{ text: string; done: number }> {
  // Serials are ASCII, so a piece never ends within a character.
  let rest: string[] = [];
  let half = "";
  let done = 0;
  for (let at = 0; at < file.size; at += bytes) {
    const lines = (half + (await file.slice(at, at + bytes).text())).split("\n");
    half = lines.pop() ?? "";
    rest = [...rest, ...lines];
    while (rest.length >= rows || (at + bytes >= file.size && rest.length > 0)) {
      const piece = rest.slice(0, rows);
      rest = rest.slice(rows);
      done += piece.length;
      yield { text: `${piece.join("\n")}\n`, done };
    }
  }
}
