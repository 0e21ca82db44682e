// Imports point one way: domain <- chain, feed, store, factory <- cli, indexer, notifier, app. scripts and test may
// import anything. A rule broken is named with the file and the line.
import { globSync, readFileSync } from "node:fs";
import { dirname, relative, resolve } from "node:path";

/** What each room may import besides itself. */
const ALLOWED: Record<string, string[]> = {
  "lib/domain": [],
  "lib/chain": ["lib/domain"],
  "lib/feed": ["lib/domain"],
  "lib/store": ["lib/domain"],
  "lib/factory": ["lib/domain"],
  cli: ["lib/domain", "lib/chain", "lib/feed", "lib/store", "lib/factory"],
  indexer: ["lib/domain", "lib/chain", "lib/feed"],
  notifier: ["lib/domain", "lib/chain", "lib/feed", "lib/store"],
  app: ["lib/domain", "lib/chain", "lib/feed", "lib/store"],
};

const roomOf = (path: string): string | undefined => Object.keys(ALLOWED).find((room) => path === room || path.startsWith(`${room}/`));

/** The domain is loaded by browsers and by the indexer's bundler: no Node built-ins, no network. */
const DOMAIN_PACKAGES = /^(viem|viem\/.*|zod)$/;

export function importFaults(): string[] {
  const files = globSync("{lib,cli,indexer,notifier,app}/**/*.{ts,tsx}", {
    exclude: (name) => name === "node_modules" || name === "generated",
  });
  return files.flatMap((file) => {
    const room = roomOf(file);
    if (!room) return [];
    const lines = readFileSync(file, "utf8").split("\n");
    return lines.flatMap((line, i) => {
      const target = /(?:from|import)\s*\(?\s*"([^"]+)"/.exec(line)?.[1];
      if (!target) return [];
      const where = `${file}:${i + 1}`;
      if (!target.startsWith(".") && !target.startsWith("@/")) {
        return room === "lib/domain" && !DOMAIN_PACKAGES.test(target) ? [`${where} imports ${target}; lib/domain is pure.`] : [];
      }
      const path = target.startsWith("@/") ? target.slice(2) : relative(process.cwd(), resolve(dirname(file), target));
      const targetRoom = roomOf(path);
      const allowed = targetRoom === room || (targetRoom !== undefined && ALLOWED[room]?.includes(targetRoom)) || !path.includes("/");
      return allowed ? [] : [`${where} imports ${path}; ${room} may import ${ALLOWED[room]?.join(", ") || "nothing of ours"}.`];
    });
  });
}
