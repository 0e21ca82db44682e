import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { TestDatabase } from "./database.ts";

/** A text as it can lie in a column or a file: as it is, as bytes, in base64 at each of three offsets, in UTF-16, in an URL. */
export function spellingsOf(text: string): string[] {
  const middle = (offset: number): string => {
    const encoded = Buffer.from(" ".repeat(offset) + text).toString("base64");
    // The letters at both ends depend on what stands beside the text.
    return encoded.slice(offset === 0 ? 0 : 4, Math.floor((offset + text.length) / 3) * 4);
  };
  const plain = [text, encodeURIComponent(text), ...[0, 1, 2].map(middle)];
  const utf16 = Buffer.from(text, "utf16le");
  const hex = [...plain.map((one) => Buffer.from(one).toString("hex")), utf16.toString("hex"), utf16.swap16().toString("hex")];
  return [...new Set([...plain, ...hex])];
}

/** Tables in which a text can be read in any row and column, however it is encoded; every table of the database is looked through. */
export async function scanDatabase(database: TestDatabase, needle: string): Promise<string[]> {
  const tables = await database.query<{ name: string }>(
    `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
     WHERE schemaname NOT IN ('pg_catalog', 'information_schema') ORDER BY 1`,
  );
  const found: string[] = [];
  for (const { name } of tables) {
    const rows = await database.query(
      `SELECT FROM ${name} AS entry WHERE EXISTS (SELECT FROM unnest($1::text[]) AS needle WHERE strpos(lower(entry::text), needle) > 0)`,
      [spellingsOf(needle).map((one) => one.toLowerCase())],
    );
    if (rows.length > 0) found.push(name);
  }
  return found;
}

/** Files of the whole database server in which a text can be read, the journal and rows that were deleted included. */
export async function scanFiles(database: TestDatabase, needle: string): Promise<string[]> {
  await database.query("CHECKPOINT");
  const [row] = await database.query<{ data_directory: string }>("SHOW data_directory");
  const folder = row?.data_directory ?? "";
  const needles = spellingsOf(needle).map((one) => Buffer.from(one));
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((name) => join(folder, name))
    .filter((path) => {
      const bytes = readIfThere(path);
      return needles.some((one) => bytes?.includes(one));
    });
}

/** The server at work removes files at any moment; undefined for those, and for folders. */
function readIfThere(path: string): Buffer | undefined {
  try {
    return readFileSync(path);
  } catch (error) {
    if (["ENOENT", "EISDIR"].includes((error as { code?: string }).code ?? "")) return undefined;
    throw error;
  }
}
