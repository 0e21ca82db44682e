// The lockfile has to install on every platform: each package must name all its platform packages, and no entry may
// name the registry it came from.
import { readFileSync } from "node:fs";

export type LockedPackages = Record<string, Entry>;
type Entry = { version?: string; resolved?: string; optionalDependencies?: Record<string, string> };
/** Whether `name` is locked where Node would look for it from `path`: in its own node_modules or in one above. */
function isLocked(packages: LockedPackages, path: string, name: string): boolean {
  if (packages[`${path ? `${path}/` : ""}node_modules/${name}`]) return true;
  return path !== "" && isLocked(packages, path.slice(0, Math.max(0, path.lastIndexOf("/node_modules/"))), name);
}

const readLockfile = (): LockedPackages => JSON.parse(readFileSync("package-lock.json", "utf8")).packages;

export function lockfileFaults(packages = readLockfile()): string[] {
  return Object.entries(packages).flatMap(([path, entry]) => {
    const missing = Object.keys(entry.optionalDependencies ?? {}).filter((name) => !isLocked(packages, path, name));
    return [
      ...missing.map(
        (name) =>
          `package-lock.json: ${path} ${entry.version} lacks its optional package ${name}; pin a version whose packages are all served.`,
      ),
      ...(entry.resolved?.startsWith("http") ? [`package-lock.json: ${path} names its registry; install with the project's .npmrc.`] : []),
    ];
  });
}
