// Runs mutants in several processes that stay, and makes sure that none spoils the ground for those after it.
import { type ChildProcess, fork } from "node:child_process";
import { closeSync, openSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Mutant } from "./mutants.ts";
import type { Project } from "./project.ts";
import { RedWithoutMutant, type Verdict } from "./trial.ts";
import type { Answer, Request } from "./worker.ts";
import { makeWorkspace, removeWorkspace } from "./workspace.ts";

/** So many mutants are tried between two runs of the tests on the contracts as they are. */
const BATCH = 32;

/** The process did not answer, in time or at all. */
class Silence extends Error {
  override readonly name = "Silence";
}

type Worker = { ask(request: Request): Promise<Answer>; stop(): Promise<void> };

function startWorker(project: Project): Worker {
  const folder = makeWorkspace(project.root);
  const log = openSync(join(folder, "log.txt"), "a");
  const child: ChildProcess = fork(join(import.meta.dirname, "worker.ts"), { cwd: folder, stdio: ["ignore", log, log, "ipc"] });
  closeSync(log);
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const lastWords = () => readFileSync(join(folder, "log.txt"), "utf8").slice(-2_000);

  const ask = async (request: Request, patience: number): Promise<Answer> => {
    let timer: NodeJS.Timeout | undefined;
    try {
      const answer = await new Promise<Answer>((resolve, reject) => {
        timer = setTimeout(() => reject(new Silence("it took too long")), patience);
        ended.then(() => reject(new Silence(`the process ended:\n${lastWords()}`)));
        child.once("message", (message) => resolve(message as Answer));
        child.send(request);
      });
      if (answer.error) throw Object.assign(new Error(answer.error.message), { name: answer.error.name });
      return answer;
    } finally {
      clearTimeout(timer);
      child.removeAllListeners("message");
    }
  };

  let patience = 600_000;
  return {
    async ask(request) {
      const begun = performance.now();
      const answer = await ask(request, patience);
      // All tests ran when it opened. A busy machine is no reason to call a mutant endless.
      if (request.call === "open") patience = Math.max(120_000, 10 * (performance.now() - begun));
      return answer;
    },
    async stop() {
      child.kill("SIGKILL");
      await ended;
      removeWorkspace(folder);
    },
  };
}

type Trial = { mutant: Mutant; verdict: Verdict };

/** What a batch came to: trials that count, or what has to be tried again because somebody spoiled the ground. */
type Outcome =
  | { trials: Trial[] /** Whether the tests passed again afterwards. */; clean: boolean }
  | { again: Mutant[][]; because: string };

const half = <T>(list: T[]): T[][] => [list.slice(0, list.length / 2), list.slice(list.length / 2)];

/** A worker starts from green. Alone with it, a mutant is answered for by nobody else, whatever state it leaves. */
async function tryBatch(worker: Worker, batch: Mutant[], onTrial: () => void): Promise<Outcome> {
  const trials: Trial[] = [];
  try {
    for (const mutant of batch) {
      const { verdict } = await worker.ask({ call: "try", mutant });
      if (!verdict) throw new Error(`no verdict on mutant ${mutant.id}`);
      trials.push({ mutant, verdict });
      onTrial();
    }
    const { failure } = await worker.ask({ call: "control" });
    if (!failure || batch.length === 1) return { trials, clean: !failure };
    return { again: half(batch), because: `${failure.test}: ${failure.message}` };
  } catch (error) {
    if (!(error instanceof Silence)) throw error;
    const [alone] = batch;
    if (batch.length > 1 || !alone) {
      const at = trials.length;
      return { again: [batch.slice(0, at), batch.slice(at, at + 1), batch.slice(at + 1)], because: error.message };
    }
    return { trials: [{ mutant: alone, verdict: { outcome: "killed", by: "silence", because: error.message } }], clean: false };
  }
}

function batchesOf(mutants: Mutant[], jobs: number): Mutant[][] {
  const size = Math.max(1, Math.min(BATCH, Math.ceil(mutants.length / jobs)));
  return Array.from({ length: Math.ceil(mutants.length / size) }, (_, i) => mutants.slice(i * size, (i + 1) * size));
}

/** Told what goes on. */
export type Watcher = {
  /** A mutant was tried, perhaps one of those that have to be tried again. */
  tried(): void;
  again(mutants: Mutant[], because: string): void;
};

/** Tries every mutant in one of `jobs` processes. */
export async function tryAll(project: Project, mutants: Mutant[], jobs: number, watcher: Watcher): Promise<Map<number, Verdict>> {
  const queue = batchesOf(mutants, jobs);
  const running = new Set<Worker>();
  const verdicts = new Map<number, Verdict>();
  let over = false;
  /** The tests were seen to pass, or to fail, a second time in one process. */
  const seen = { clean: false, unclean: false };

  const stop = async (worker: Worker): Promise<void> => {
    running.delete(worker);
    await worker.stop();
  };
  const stopAll = async (): Promise<void> => {
    over = true;
    await Promise.all([...running].map(stop));
  };
  const open = async (): Promise<Worker> => {
    const worker = startWorker(project);
    running.add(worker);
    const { failure } = await worker.ask({ call: "open", project });
    if (failure) throw new RedWithoutMutant(failure);
    return worker;
  };
  const lane = async (): Promise<void> => {
    let worker: Worker | undefined;
    for (let batch = queue.shift(); batch && !over; batch = queue.shift()) {
      worker ??= await open();
      const outcome = await tryBatch(worker, batch, watcher.tried);
      if (over) return;
      if ("again" in outcome) {
        queue.unshift(...outcome.again.filter((some) => some.length > 0));
        watcher.again(batch, outcome.because);
      } else {
        for (const { mutant, verdict } of outcome.trials) verdicts.set(mutant.id, verdict);
        seen[outcome.clean ? "clean" : "unclean"] = true;
        if (outcome.clean) continue;
      }
      await stop(worker);
      worker = undefined;
    }
  };

  const interrupt = (): void => void stopAll().then(() => process.exit(130));
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
  for (const signal of signals) process.once(signal, interrupt);
  try {
    await Promise.all(Array.from({ length: Math.min(jobs, queue.length) }, lane));
  } finally {
    for (const signal of signals) process.off(signal, interrupt);
    await stopAll();
  }
  if (seen.unclean && !seen.clean)
    throw new RedWithoutMutant({ test: "every test", message: "passes once in a process, but not a second time" });
  return verdicts;
}
