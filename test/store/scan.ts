import type { TestDatabase } from "./database.ts";

/** Tables in which a text can be read in any row and column, also as bytes; every table of the database is looked through. */
export async function scanDatabase(database: TestDatabase, needle: string): Promise<string[]> {
  const tables = await database.query<{ name: string }>(
    `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
     WHERE schemaname NOT IN ('pg_catalog', 'information_schema') ORDER BY 1`,
  );
  const found: string[] = [];
  for (const { name } of tables) {
    const rows = await database.query(
      `SELECT FROM ${name} AS entry
       WHERE strpos(lower(entry::text), $1) > 0 OR strpos(lower(entry::text), encode(convert_to($1, 'UTF8'), 'hex')) > 0`,
      [needle.toLowerCase()],
    );
    if (rows.length > 0) found.push(name);
  }
  return found;
}
