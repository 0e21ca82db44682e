// Puts one mutant at a time into a workspace and tries the tests on it.
import { readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { CompileError, type Contract, compile, compileFast, type Patch } from "./compiler.ts";
import { applyEdit, type Mutant } from "./mutants.ts";
import { type Project, usersOf } from "./project.ts";
import { type Failure, loadSuite, type Suite } from "./suite.ts";
import { writeArtifact } from "./workspace.ts";

export type Verdict = {
  outcome:
    | "killed"
    | "survived"
    /** The compiler makes the same contracts of it. */
    | "equivalent"
    /** The compiler refuses it. */
    | "invalid";
  /** The test that killed it, or what else did. */
  by?: string;
  /** How that test failed, in one line. */
  because?: string;
};

export type Trials = {
  try(mutant: Mutant): Promise<Verdict>;
  /** Runs mocha's tests on the contracts as they are. */
  control(): Promise<Failure>;
  liftGas: Suite["liftGas"];
};

/** The tests fail without any mutant: what they say of mutants means nothing. */
export class RedWithoutMutant extends Error {
  override readonly name = "RedWithoutMutant";
  constructor({ test, message }: NonNullable<Failure>) {
    super(`${test}: ${message}`);
  }
}

const killedBy = ({ test, message }: NonNullable<Failure>): Verdict => ({
  outcome: "killed",
  by: test,
  because: message.split("\n", 1)[0]?.slice(0, 200),
});

const nameOf = ({ file, name }: Contract): string => `${file}:${name}`;

const sameCode = (a: Contract, b: Contract | undefined): boolean =>
  a.bytecode.object === b?.bytecode.object && a.deployedBytecode.object === b.deployedBytecode.object;

/** Test folders and files are named like contracts: `devices/claim.test.ts` for `Devices.sol` and `devices/Titles.sol`. */
function nearness(project: Project, file: string): (test: string) => number {
  const parts = (path: string): string[] => path.toLowerCase().split(/[/.]/);
  const own = new Set(parts(file).slice(1, -1));
  const users = new Set(usersOf(project, project.contracts, file).map((user) => basename(user, ".sol").toLowerCase()));
  return (test) => {
    const words = parts(test).slice(2);
    return words.some((word) => own.has(word)) ? 1 : words.some((word) => users.has(word)) ? 2 : 3;
  };
}

/** @param folder The workspace, which has to be the working directory. */
export async function openTrials(project: Project, folder: string): Promise<Trials> {
  const write = (contracts: Contract[]) => {
    for (const contract of contracts) writeArtifact(folder, project.compilerVersion, contract);
  };
  const original = new Map<string, Contract>();
  const place = (files: string[]): void => {
    const contracts = compileFast(project, files);
    for (const contract of contracts) original.set(nameOf(contract), contract);
    write(contracts);
  };
  place(project.contracts);
  const suite = await loadSuite(project.root, project.mochaTests);

  const changedBy = (files: string[], patch: Patch): Contract[] =>
    compileFast(project, files, patch).filter((contract) => !sameCode(contract, original.get(nameOf(contract))));

  /** Solidity tests that were seen to pass. They take long, so that is found out when one is wanted. */
  const green = new Set<string>();
  const proveSolidity = async (tests: string[]): Promise<void> => {
    const unproven = tests.filter((test) => !green.has(test));
    if (unproven.length === 0) return;
    place(unproven);
    const failure = await suite.solidity(unproven);
    if (failure) throw new RedWithoutMutant(failure);
    for (const test of unproven) green.add(test);
  };

  const optimized = new Map<string, Contract[]>();
  const sameWhenOptimized = (file: string, patch: Patch): boolean => {
    try {
      const before = optimized.get(file) ?? compile(project, [file], "optimized");
      optimized.set(file, before);
      return compile(project, [file], "optimized", patch).every((contract, i) => sameCode(contract, before[i]));
    } catch (error) {
      if (error instanceof CompileError && error.outOfStack) return false;
      throw error;
    }
  };

  /** Files whose tests killed a mutant of a function: they are likely to kill the next. */
  const killers = new Map<string, Set<string>>();
  const tryMocha = async ({ file, function: name }: Mutant): Promise<Failure> => {
    const known = killers.get(name) ?? new Set();
    killers.set(name, known);
    const near = nearness(project, file);
    const failure = await suite.mocha((test) => (known.has(test) ? 0 : near(test)));
    if (failure?.file) known.add(failure.file);
    return failure;
  };

  /** Has the tests run while these contracts stand in for the originals. */
  const replaced = async (contracts: Contract[], run: () => Promise<Failure>): Promise<Failure> => {
    write(contracts);
    try {
      return await run();
    } finally {
      write(contracts.flatMap((contract) => original.get(nameOf(contract)) ?? []));
    }
  };

  const attempt = async (mutant: Mutant, patch: Patch): Promise<Verdict> => {
    const users = usersOf(project, project.contracts, mutant.file);
    const contracts = changedBy(users, patch);
    if (contracts.length === 0) return { outcome: "equivalent" };
    const failure = await replaced(contracts, () => tryMocha(mutant));
    if (failure) return killedBy(failure);

    const changed = [...new Set(contracts.map(({ file }) => file))];
    if (changed.every((file) => sameWhenOptimized(file, patch))) return { outcome: "equivalent" };

    const tests = usersOf(project, project.solidityTests, mutant.file);
    await proveSolidity(tests);
    const found = await replaced([...contracts, ...changedBy(tests, patch)], () => suite.solidity(tests));
    return found ? killedBy(found) : { outcome: "survived" };
  };

  return {
    async try(mutant) {
      const bytes = readFileSync(join(project.root, mutant.file));
      const content = applyEdit({ bytes }, mutant.edit);
      writeFileSync(join(folder, mutant.file), content);
      try {
        return await attempt(mutant, { file: mutant.file, content });
      } catch (error) {
        if (error instanceof CompileError) return { outcome: "invalid" };
        throw error;
      } finally {
        writeFileSync(join(folder, mutant.file), bytes);
      }
    },
    control: () => suite.mocha(() => 0),
    liftGas: suite.liftGas,
  };
}
