import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { say } from "./setup.ts";

/** As test/reporter.cjs writes it; null stands for what failed outside of any file. */
type Result = { passes: number; failures: number; pending: number; failedFiles: (string | null)[] };

/** More than that are no accidents. */
const MOST_ACCIDENTS = 3;

const dir = mkdtempSync(join(tmpdir(), "muster-test-"));
process.on("exit", () => rmSync(dir, { recursive: true, force: true }));

/** Runs mocha over files and patterns once. @returns its exit code, and null for a result when it ended before it could say any. */
export function runOnce(files: readonly string[]): Promise<{ code: number; result: Result | null }> {
  const path = join(dir, "result.json");
  rmSync(path, { force: true });
  const env = { ...process.env, NODE_ENV: "test", NO_COLOR: "1", FORCE_COLOR: undefined, MUSTER_TEST_RESULT: path };
  const child = spawn("mocha", files, { stdio: "inherit", env });
  const interrupt = (signal: NodeJS.Signals) => child.kill(signal);
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, interrupt);
  return new Promise((resolve) =>
    child.on("exit", (code, signal) => {
      for (const one of ["SIGINT", "SIGTERM"] as const) process.off(one, interrupt);
      if (signal) process.exit(1);
      const result = (): Result => JSON.parse(readFileSync(path, "utf8"));
      try {
        resolve({ code: code ?? 1, result: result() });
      } catch {
        resolve({ code: code ?? 1, result: null });
      }
    }),
  );
}

/**
 * Runs mocha, and the files in which something failed once more, each by itself: half an hour of chains, databases and browsers on
 * a busy machine is not the place to tell a fault from an accident. What fails again is a fault; what does not is named.
 * @returns with which code to end.
 */
export async function runTwice(files: readonly string[]): Promise<number> {
  const { code, result } = await runOnce(files);
  if (code === 0 || !result) return code;
  const failed = result.failedFiles.flatMap((file) => (file === null ? [] : relative("", file)));
  if (failed.length < result.failedFiles.length || failed.length > MOST_ACCIDENTS) return code;
  for (const file of failed) {
    say(`${file} is run once more, by itself.`);
    const again = await runOnce([file]);
    if (again.code !== 0) return again.code;
  }
  console.log(`Failed at first, and not when run once more by themselves: ${failed.join(", ")}`);
  console.log(`${result.passes + result.failures} passed, 0 failed${result.pending ? `, ${result.pending} skipped` : ""}`);
  return 0;
}
