// Imports point one way: domain <- chain, feed, store, batch, service <- factory <- agent, cli, indexer, notifier, relay, app. scripts
// and test may import anything. A rule broken is named with the file and the line.
import { globSync, readFileSync } from "node:fs";
import { dirname, relative, resolve } from "node:path";

/** What each room may import besides itself. */
const ALLOWED: Record<string, string[]> = {
  "lib/domain": [],
  "lib/chain": ["lib/domain"],
  "lib/feed": ["lib/domain"],
  "lib/store": ["lib/domain"],
  "lib/batch": ["lib/domain"],
  "lib/service": ["lib/domain"],
  "lib/factory": ["lib/domain", "lib/batch"],
  agent: ["lib/domain"],
  cli: ["lib/domain", "lib/chain", "lib/feed", "lib/store", "lib/batch", "lib/factory"],
  indexer: ["lib/domain", "lib/chain", "lib/feed", "lib/service"],
  notifier: ["lib/domain", "lib/chain", "lib/feed", "lib/store", "lib/service"],
  relay: ["lib/domain", "lib/chain", "lib/store", "lib/service"],
  app: ["lib/domain", "lib/chain", "lib/feed", "lib/store", "lib/batch", "lib/service"],
};

const roomOf = (path: string): string | undefined => Object.keys(ALLOWED).find((room) => path === room || path.startsWith(`${room}/`));

/** The domain is loaded by browsers and by the indexer's bundler: no Node built-ins, no network. */
const DOMAIN_PACKAGES = /^(viem|viem\/.*|zod|cborg)$/;

type Source = { file: string; text: string };

function readSources(): Source[] {
  const files = globSync("{lib,agent,cli,indexer,notifier,relay,app}/**/*.{ts,tsx}", {
    exclude: (name) => name === "node_modules" || name === "generated",
  });
  return files.map((file) => ({ file, text: readFileSync(file, "utf8") }));
}

function faultOf(file: string, room: string, target: string): string | undefined {
  const isOurs = target.startsWith(".") || target.startsWith("@/");
  if (!isOurs) return room === "lib/domain" && !DOMAIN_PACKAGES.test(target) ? `imports ${target}; lib/domain is pure` : undefined;
  const path = target.startsWith("@/") ? target.slice(2) : relative(process.cwd(), resolve(dirname(file), target));
  const targetRoom = roomOf(path);
  const isAllowed = targetRoom === room || (targetRoom !== undefined && ALLOWED[room]?.includes(targetRoom)) || !path.includes("/");
  return isAllowed ? undefined : `imports ${path}; ${room} may import ${ALLOWED[room]?.join(", ") || "nothing of ours"}`;
}

export function importFaults(sources = readSources()): string[] {
  return sources.flatMap(({ file, text }) => {
    const room = roomOf(file);
    if (!room) return [];
    return text.split("\n").flatMap((line, i) => {
      const target = /(?:from|import)\s*\(?\s*"([^"]+)"/.exec(line)?.[1];
      const fault = target && faultOf(file, room, target);
      return fault ? [`${file}:${i + 1} ${fault}.`] : [];
    });
  });
}
