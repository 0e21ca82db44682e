// The lockfile has to install on every platform: each package must name all its platform packages, and no entry may
// name the registry it came from.
import { readFileSync } from "node:fs";

type Entry = { version?: string; resolved?: string; optionalDependencies?: Record<string, string> };
const { packages } = JSON.parse(readFileSync("package-lock.json", "utf8")) as { packages: Record<string, Entry> };

/** Whether `name` is locked where Node would look for it from `path`: in its own node_modules or in one above. */
function isLocked(path: string, name: string): boolean {
  if (packages[`${path ? `${path}/` : ""}node_modules/${name}`]) return true;
  return path !== "" && isLocked(path.slice(0, Math.max(0, path.lastIndexOf("/node_modules/"))), name);
}

export function lockfileFaults(): string[] {
  return Object.entries(packages).flatMap(([path, entry]) => {
    const missing = Object.keys(entry.optionalDependencies ?? {}).filter((name) => !isLocked(path, name));
    return [
      ...missing.map(
        (name) =>
          `package-lock.json: ${path} ${entry.version} lacks its optional package ${name}; pin a version whose packages are all served.`,
      ),
      ...(entry.resolved?.startsWith("http") ? [`package-lock.json: ${path} names its registry; install with the project's .npmrc.`] : []),
    ];
  });
}
