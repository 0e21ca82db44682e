import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type pg from "pg";
import * as schema from "../../indexer/ponder.schema.ts";

type Statements = { sql: string[]; json: { name?: string; tableName?: string; definition?: string }[] };

/** What Ponder itself writes for our schema: its own generator, which it does not export by name. */
async function ponderStatements(): Promise<Record<"tables" | "indexes" | "views", Statements>> {
  const ponder = dirname(fileURLToPath(import.meta.resolve("ponder")));
  const { getSql } = await import(pathToFileURL(join(ponder, "drizzle/kit/index.js")).href);
  return getSql(schema);
}

/** The indexer's real tables, indexes and views in the schema `indexer`, empty, without the chain and the process that fill them. */
export async function createIndexerTables(client: pg.Client): Promise<void> {
  const { tables, indexes, views } = await ponderStatements();
  const ours = (statement: string): boolean => !statement.includes("_reorg__");
  await client.query("SET search_path = indexer");
  for (const statement of [...tables.sql, ...indexes.sql].filter(ours)) await client.query(statement.replaceAll('"public".', ""));
  const left = new Map(views.json.map(({ name, definition }) => [name as string, definition as string]));
  while (left.size > 0) {
    // A view comes after those that it reads.
    const [next] = [...left].filter(([, definition]) => ![...left.keys()].some((other) => definition.includes(`"${other}"`)));
    if (!next) throw new Error(`views that read one another: ${[...left.keys()].join(", ")}`);
    await client.query(`CREATE VIEW "${next[0]}" AS ${next[1]}`);
    left.delete(next[0]);
  }
  await client.query("RESET search_path");
}
