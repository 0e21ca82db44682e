import { createHash } from "node:crypto";
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type pg from "pg";
import type { Hex } from "viem";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));

/** Whatever decides what the tables hold. When one of these changes, the tables are built anew under another name. */
const SOURCES = [
  "indexer/*.ts",
  "indexer/schema/*.ts",
  "indexer/src/*.ts",
  "lib/chain/abis.generated.ts",
  "lib/domain/{ids,kinds,scope}.ts",
  "node_modules/ponder/package.json",
];

/**
 * The schema of this version's tables of this chain. The programs that read and write them need not be told of each
 * other: they find the same name.
 * @param deployment The deployment record's text.
 * @param genesis Hash of the chain's first block.
 */
export function schemaName(deployment: string, genesis: Hex): string {
  const hash = createHash("sha256").update(deployment).update(genesis);
  for (const path of globSync(SOURCES, { cwd: ROOT }).sort()) hash.update(path).update(readFileSync(join(ROOT, path)));
  return `indexer_${hash.digest("hex").slice(0, 8)}`;
}

/** First block of the chain that the database's indexer reads; null where none has begun. */
export async function genesisOf(db: pg.Client): Promise<Hex | null> {
  const { rows } = await db.query<{ genesis: Hex | null }>(
    "select obj_description(oid, 'pg_namespace') as genesis from pg_namespace where nspname = 'ponder_sync'",
  );
  return rows[0]?.genesis ?? null;
}
