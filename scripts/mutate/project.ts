// What there is to mutate, and what to test it with.
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createHardhatRuntimeEnvironment, importUserConfig, resolveHardhatConfigPath } from "hardhat/hre";
import { type Place, parse } from "./compiler.ts";
import { findMutants, type Mutant } from "./mutants.ts";
import { type Node, nodesAt } from "./syntax.ts";

/** Tests of figures that every change moves, or of the contracts' text: they tell nothing about behaviour. */
const NOT_KILLERS = /^test\/contracts\/(gas|kinds|sizes)\.test\.ts$/;

/** Random walks: another verdict each time, and gigabytes to shrink what they found. */
const RANDOM_WALKS = /^test\/solidity\/invariants\//;

/** Plain data, since the processes that run mutants get it too. */
export type Project = Place & {
  /** Sources of every contract that mocha's tests may deploy. */
  contracts: string[];
  solidityTests: string[];
  mochaTests: string[];
  /** For each source, what it imports from the project, at any depth, and itself. */
  imports: Record<string, string[]>;
  compilerVersion: string;
};

const sourcesIn = (root: string, pattern: string): string[] => globSync(pattern, { cwd: root }).sort();

/** Everything that a file needs, itself included. */
function closure(trees: Record<string, Node>, file: string, found = new Set<string>()): string[] {
  const tree = trees[file];
  if (!tree || found.has(file)) return [];
  found.add(file);
  for (const { nodeType, absolutePath } of nodesAt(tree, "nodes"))
    if (nodeType === "ImportDirective" && absolutePath) closure(trees, absolutePath, found);
  return [...found].sort();
}

export async function readProject(root: string): Promise<Project> {
  const configPath = await resolveHardhatConfigPath(join(root, "hardhat.config.ts"));
  const hre = await createHardhatRuntimeEnvironment(await importUserConfig(configPath), { config: configPath }, root);
  const [compiler] = hre.config.solidity.profiles.default?.compilers ?? [];
  const place = { root, evmVersion: compiler?.settings.evmVersion as string | undefined };
  const own = sourcesIn(root, "contracts/**/*.sol");
  const tests = sourcesIn(root, "test/solidity/**/*.sol");
  const trees = parse(place, [...own, ...tests]);
  const imports = Object.fromEntries(Object.keys(trees).map((file) => [file, closure(trees, file)]));
  return {
    ...place,
    contracts: [...own, ...hre.config.solidity.npmFilesToBuild],
    solidityTests: tests.filter((file) => file.endsWith(".t.sol") && !RANDOM_WALKS.test(file)),
    mochaTests: sourcesIn(root, "test/contracts/**/*.test.ts").filter((file) => !NOT_KILLERS.test(file)),
    imports,
    compilerVersion: compiler?.version ?? "",
  };
}

export const readSourceText = (root: string, file: string): Buffer => readFileSync(join(root, file));

/** The project's mutants, without those of test doubles. */
export function mutantsOf(project: Project): Mutant[] {
  const own = project.contracts.filter((file) => file in project.imports);
  const trees = parse(project, own);
  const mutated = own.filter((file) => !file.includes("/mocks/"));
  const sources = mutated.flatMap((file) => {
    const tree = trees[file];
    return tree ? [{ file, bytes: readSourceText(project.root, file), tree }] : [];
  });
  return findMutants(sources, Object.values(trees));
}

/** Those of some sources that are made with a file. */
export const usersOf = (project: Project, sources: string[], file: string): string[] =>
  sources.filter((source) => project.imports[source]?.includes(file) ?? false);
