import { spawn } from "node:child_process";
import { delimiter, dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { expect } from "chai";

const BIN = fileURLToPath(new URL("../../cli/muster.mjs", import.meta.url));

export type Ending = { code: number | null; stdout: string; stderr: string };
/** As the commands print them: see `reportFailure` in cli/output.ts. */
export type Failure = { code: string; message: string; why?: string; remedy?: string };

/** Settings of one world; nothing else of our environment reaches the command. */
export type Environment = Record<string, string>;

/** The bin itself, started as a shell would. */
export function start(args: string[], environment: Environment = {}) {
  const PATH = dirname(process.execPath) + delimiter + process.env.PATH;
  return spawn(BIN, args, { env: { PATH, NO_COLOR: "1", ...environment }, stdio: ["pipe", "pipe", "pipe"] });
}

export async function muster(args: string[], environment: Environment = {}, input = ""): Promise<Ending> {
  const child = start(args, environment);
  let stdout = "";
  let stderr = "";
  child.stdout.on("data", (chunk) => {
    stdout += chunk;
  });
  child.stderr.on("data", (chunk) => {
    stderr += chunk;
  });
  child.stdin.end(input);
  const code = await new Promise<number | null>((resolve, reject) => child.once("error", reject).once("close", resolve));
  return { code, stdout, stderr };
}

/** Runs a command that has to succeed. @returns its result as a program would read it. */
export async function succeed<Result>(args: string[], environment: Environment, input = ""): Promise<Result> {
  const { code, stdout, stderr } = await muster(args, environment, input);
  expect(stderr, `muster ${args.join(" ")}`).to.equal("");
  expect(code).to.equal(0);
  return JSON.parse(stdout) as Result;
}

/** Runs a command that has to be refused with an exit code of its own, a reason on standard error, and no result. */
export async function refuse(args: string[], environment: Environment = {}, exitCode = 1): Promise<Failure> {
  const { code, stdout, stderr } = await muster(args, environment);
  expect(stdout, `muster ${args.join(" ")}`).to.equal("");
  expect(code, stderr).to.equal(exitCode);
  return (JSON.parse(stderr) as { error: Failure }).error;
}
