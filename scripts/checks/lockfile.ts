// The lockfile has to install on every platform: each package must name all its platform packages, and no entry may
// name the registry it came from.
import { readFileSync } from "node:fs";

type Entry = { version?: string; resolved?: string; optionalDependencies?: Record<string, string> };
const { packages } = JSON.parse(readFileSync("package-lock.json", "utf8")) as { packages: Record<string, Entry> };

/** Whether `name` can be found from `path` as Node would look for it. */
function isLocked(path: string, name: string): boolean {
  for (let folder = path; ; folder = folder.slice(0, folder.lastIndexOf("/node_modules/"))) {
    if (packages[`${folder ? `${folder}/` : ""}node_modules/${name}`]) return true;
    if (!folder.includes("/node_modules/")) return folder !== "" && packages[`node_modules/${name}`] !== undefined;
  }
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
