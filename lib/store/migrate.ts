import { createHash, createHmac } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import pg from "pg";
import { MusterError } from "../domain/errors.ts";

/** A connection for each program, which may do what its work needs and no more. */
export type RoleUrls = Record<Role, string>;
type Role = "indexer" | "notifier" | "web" | "relay";

const ROLES: readonly Role[] = ["indexer", "notifier", "web", "relay"];
const FOLDER = new URL("./migrations/", import.meta.url);
/** Any number that nothing else locks: two programs that start at once take turns. */
const LOCK = 1_297_437_522;

/**
 * Brings the database up to date: roles, then each file of `migrations/` once, in the order of its number. Safe to call
 * at every start and from several programs at once.
 * @param url A connection that owns the database.
 * @param last File to stop after; all of them unless given.
 * @throws MusterError `migration-altered` when a file that was applied is not what it was.
 */
export async function migrate(url: string, { last }: { last?: string } = {}): Promise<RoleUrls> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query("SELECT pg_advisory_lock($1)", [LOCK]);
    await createRoles(client, url);
    await applyFiles(client, last);
  } finally {
    await client.end();
  }
  return Object.fromEntries(ROLES.map((role) => [role, roleUrl(url, role)])) as RoleUrls;
}

/**
 * The connection of a role on the same server. Its password is derived from the owner's, so that none has to be stored;
 * where the owner needs none (a server that trusts its socket), the role has none either.
 */
function roleUrl(ownerUrl: string, role: Role): string {
  const url = new URL(ownerUrl);
  url.username = `muster_${role}`;
  url.password = rolePassword(ownerUrl, role) ?? "";
  return url.href;
}

function rolePassword(ownerUrl: string, role: Role): string | undefined {
  const { password } = new URL(ownerUrl);
  if (!password) return undefined;
  return createHmac("sha256", decodeURIComponent(password)).update(`muster/role/1|${role}`).digest("base64url");
}

async function createRoles(client: pg.Client, ownerUrl: string): Promise<void> {
  const database = client.escapeIdentifier(client.database ?? "");
  await client.query(`REVOKE ALL ON DATABASE ${database} FROM PUBLIC`);
  for (const role of ROLES) {
    const name = `muster_${role}`;
    const { rowCount } = await client.query("SELECT FROM pg_roles WHERE rolname = $1", [name]);
    if (!rowCount) await client.query(`CREATE ROLE ${name} LOGIN`);
    const password = rolePassword(ownerUrl, role);
    await client.query(`ALTER ROLE ${name} PASSWORD ${password ? client.escapeLiteral(password) : "NULL"}`);
    await client.query(`GRANT CONNECT ON DATABASE ${database} TO ${name}`);
  }
  // Ponder makes a schema per deployment and sorts its work in temporary tables.
  await client.query(`GRANT CREATE, TEMPORARY ON DATABASE ${database} TO muster_indexer`);
  // An owner that is not a superuser may give schemas away only to roles that it belongs to.
  const { rows } = await client.query<{ super: boolean }>("SELECT rolsuper AS super FROM pg_roles WHERE rolname = current_user");
  if (!rows[0]?.super) await client.query("GRANT muster_indexer, muster_notifier TO CURRENT_USER");
}

type Migration = { name: string; sha256: string };

/** What the database went through. */
export async function migrationsOf(client: pg.Client): Promise<Migration[]> {
  const { rows } = await client.query<Migration>("SELECT name, sha256 FROM public.muster_migration ORDER BY name");
  return rows;
}

async function applyFiles(client: pg.Client, last: string | undefined): Promise<void> {
  await client.query(
    "CREATE TABLE IF NOT EXISTS public.muster_migration (name text PRIMARY KEY, sha256 text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now())",
  );
  const applied = new Map((await migrationsOf(client)).map(({ name, sha256 }) => [name, sha256]));
  const files = readdirSync(FOLDER)
    .filter((name) => name.endsWith(".sql") && (last === undefined || name <= last))
    .sort();
  for (const name of files) {
    const text = readFileSync(new URL(name, FOLDER), "utf8");
    const sha256 = createHash("sha256").update(text).digest("hex");
    if (applied.has(name)) {
      if (applied.get(name) !== sha256) throw new MusterError("migration-altered", { name });
      continue;
    }
    await inTransaction(client, async () => {
      await client.query(text);
      await client.query("INSERT INTO public.muster_migration (name, sha256) VALUES ($1, $2)", [name, sha256]);
    });
  }
}

async function inTransaction(client: pg.Client, work: () => Promise<void>): Promise<void> {
  await client.query("BEGIN");
  try {
    await work();
    await client.query("COMMIT");
  } catch (error) {
    await client.query("ROLLBACK");
    throw error;
  }
}
