import { MusterError } from "../domain/errors.ts";

/** What a program has started. */
export type Running = {
  /** For whoever started it, such as where it can be asked how it is. */
  ready: string;
  /** Finishes what is under way. */
  stop(): Promise<void>;
};

/** Says why a program ends, in one sentence a problem, and ends it. */
export function fail(name: string, error: unknown): never {
  const text = error instanceof MusterError ? `${error.message} ${error.why} ${error.remedy}` : (error as Error).message;
  console.error(`${name}: ${text}`);
  process.exit(1);
}

/** Runs a program until it is told to end, by SIGTERM or Ctrl-C. */
export async function runProgram(name: string, start: () => Promise<Running>): Promise<void> {
  try {
    const running = await start();
    let ending = false;
    const end = async (): Promise<void> => {
      if (ending) return;
      ending = true;
      await running.stop();
      process.exit(0);
    };
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => void end());
    console.log(`${name}: ready, ${running.ready}`);
  } catch (error) {
    fail(name, error);
  }
}
