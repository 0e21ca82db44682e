// The process that mutants run in. It answers one request at a time.
import type { Mutant } from "./mutants.ts";
import type { Project } from "./project.ts";
import type { Failure } from "./suite.ts";
import { openTrials, RedWithoutMutant, type Trials, type Verdict } from "./trial.ts";

export type Request = { call: "open"; project: Project } | { call: "try"; mutant: Mutant } | { call: "control" };
export type Answer = {
  verdict?: Verdict;
  /** Mocha's, of the contracts as they are. */
  failure?: Failure;
  error?: { name: string; message: string };
};

const sayError = (error: unknown): Answer["error"] => {
  if (error instanceof RedWithoutMutant) return { name: error.name, message: error.message };
  return { name: "Error", message: error instanceof Error ? (error.stack ?? error.message) : String(error) };
};

let trials: Trials | undefined;

async function answer(request: Request): Promise<Answer> {
  if (request.call === "open") {
    trials = await openTrials(request.project, process.cwd());
    const failure = await trials.control();
    if (!failure || !/out of gas/i.test(failure.message)) return { failure };
    trials.liftGas();
    return { failure: await trials.control() };
  }
  if (!trials) throw new Error("nothing is open");
  return request.call === "try" ? { verdict: await trials.try(request.mutant) } : { failure: await trials.control() };
}

process.on("message", (request: Request) => {
  answer(request).then(
    (result) => process.send?.(result),
    (error: unknown) => process.send?.({ error: sayError(error) }),
  );
});
process.on("disconnect", () => process.exit());
// A test that failed may leave work behind that fails later, when nobody waits for it any more.
process.on("unhandledRejection", (reason) => console.error(reason));
process.on("uncaughtException", (error) => console.error(error));
