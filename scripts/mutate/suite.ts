// The project's tests, loaded once and run again and again in this process, each time on a chain as new.
import { relative, resolve } from "node:path";
import Mocha from "mocha";
import { watchChains } from "./chains.ts";

/** The first test that failed, or nothing. */
export type Failure = { test: string; message: string; file?: string } | undefined;

export type Suite = {
  /** Runs mocha's tests until one fails, those of the lowest rank first. */
  mocha(rank: (file: string) => number): Promise<Failure>;
  /** For tests that need more gas than an endless call is given. */
  liftGas(): void;
  /** Runs the Solidity tests of these files. Their artifacts are taken as they are. */
  solidity(files: string[]): Promise<Failure>;
};

/** Far more than the slowest test takes. A mutant that makes a test wait for ever is killed by it. */
const TEST_TIMEOUT = 30_000;

class Recorder {
  static failure: Failure;
  /** The failure came from nowhere: it may be a late one of the run before. */
  static stray = false;
  constructor(runner: Mocha.Runner) {
    Recorder.failure = undefined;
    runner.on("fail", (test, error: Error & { uncaught?: boolean }) => {
      if (Recorder.failure) return;
      Recorder.failure = { test: test.fullTitle(), message: error.message, file: test.file };
      Recorder.stray = error.uncaught === true;
    });
  }
}

/** @param root The folder that the tests are loaded from. The one they see is the working directory. */
export async function loadSuite(root: string, files: string[]): Promise<Suite> {
  const { default: hre } = await import("hardhat");
  const chains = watchChains(hre);
  const mocha = new Mocha({ bail: true, timeout: TEST_TIMEOUT, reporter: Recorder as unknown as Mocha.ReporterConstructor });
  mocha.cleanReferencesAfterRun(false);
  for (const file of files) mocha.addFile(resolve(root, file));
  await mocha.loadFilesAsync();
  await chains.keep();
  const inRoot = (file: string | undefined): string => (file ? relative(root, file) : "");

  const runMocha = async (): Promise<Failure> => {
    await chains.renew();
    await new Promise<void>((done) => {
      const runner = mocha.run(() => {
        runner.dispose(); // it would end the process over what fails late
        done();
      });
    });
    const { failure } = Recorder;
    if (failure) await chains.calm();
    return failure && { ...failure, file: inRoot(failure.file) };
  };

  return {
    liftGas: chains.liftGas,
    async mocha(rank) {
      mocha.suite.suites.sort((a, b) => rank(inRoot(a.file)) - rank(inRoot(b.file)));
      const failure = await runMocha();
      return failure && Recorder.stray ? runMocha() : failure;
    },
    async solidity(files) {
      if (files.length === 0) return undefined;
      const task = hre.tasks.getTask(["test", "solidity"]);
      return outcomeOf(await task.run({ testFiles: files.map((file) => resolve(file)), noCompile: true }));
    },
  };
}

type SolidityResult = {
  success: boolean;
  value?: unknown;
  error?: { suiteResults?: { id: { name: string }; testResults: { name: string; status: string; reason?: string }[] }[] };
};

function outcomeOf(result: SolidityResult): Failure {
  if (result.success) return undefined;
  for (const { id, testResults } of result.error?.suiteResults ?? [])
    for (const { name, status, reason = "" } of testResults)
      if (status === "Failure") return { test: `${id.name}.${name}`, message: reason };
  return { test: "Solidity tests", message: "they could not be run" };
}
