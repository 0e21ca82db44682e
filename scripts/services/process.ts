import { type ChildProcess, spawn } from "node:child_process";
import { createWriteStream } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

export type Service = {
  readonly name: string;
  readonly pid: number;
  /** Resolves when the process has ended, with its exit code or the signal's name. */
  readonly ended: Promise<number | string>;
  /** Ends it as its author meant it and waits. */
  stop(): Promise<void>;
  /** Ends it at once, as a power cut would. */
  kill(): Promise<void>;
};

type Options = {
  name: string;
  command: string;
  args: string[];
  env?: Record<string, string | undefined>;
  /** File that gets its output; without it the output is dropped unless the start fails. */
  log?: string;
  /** SIGINT unless said otherwise: Ponder keeps its lock for 25 s after SIGTERM. */
  stopSignal?: NodeJS.Signals;
};

/**
 * Ends a service when this process dies without a word (kill -9): a watcher waits for its end of a pipe to close, asks
 * the service to end, and insists after ten seconds. Nothing we start may outlive us and hold its port.
 */
function guard(pid: number, signal: NodeJS.Signals, ended: Promise<unknown>): void {
  if (process.platform === "win32") return;
  const watcher = spawn("/bin/sh", ["-c", `cat; kill -${signal.slice(3)} ${pid}; sleep 10; kill -KILL ${pid}`], {
    stdio: ["pipe", "ignore", "ignore"],
    detached: true,
  });
  watcher.once("error", () => undefined);
  watcher.unref();
  (watcher.stdin as unknown as { unref(): void }).unref();
  ended.then(() => process.kill(-(watcher.pid as number), "SIGKILL")).catch(() => undefined);
}

/** Starts a long-lived process of its own process group, so that our terminal's Ctrl-C reaches it through `stop` only. */
export function startProcess({ name, command, args, env, log, stopSignal = "SIGINT" }: Options): Service & { output(): string } {
  const child: ChildProcess = spawn(command, args, { env: { ...process.env, ...env }, stdio: ["ignore", "pipe", "pipe"], detached: true });
  const file = log ? createWriteStream(log, { flags: "a" }) : undefined;
  let tail = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on("data", (chunk: Buffer) => {
      file?.write(chunk);
      tail = (tail + chunk.toString()).slice(-8_000);
    });
  }
  const ended = new Promise<number | string>((resolve) => {
    child.once("error", (error) => resolve(error.message));
    child.once("exit", (code, signal) => resolve(code ?? signal ?? "unknown"));
  });
  if (child.pid) guard(child.pid, stopSignal, ended);
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null || !child.pid) return;
    child.kill(signal);
    const patience = new AbortController();
    await Promise.race([
      ended,
      sleep(10_000, undefined, { signal: patience.signal }).then(
        () => child.kill("SIGKILL"),
        () => undefined,
      ),
    ]);
    patience.abort();
    await ended;
  };
  return { name, pid: child.pid ?? 0, ended, output: () => tail, stop: () => end(stopSignal), kill: () => end("SIGKILL") };
}

/**
 * Waits until `probe` answers true. Fails with the process's own last words when it ends before that, or when
 * `seconds` have passed.
 */
export async function waitFor(service: ReturnType<typeof startProcess>, seconds: number, probe: () => Promise<boolean>): Promise<void> {
  const until = Date.now() + seconds * 1000;
  let over: number | string | undefined;
  service.ended.then((result) => {
    over = result;
  });
  while (Date.now() < until) {
    if (over !== undefined) throw new Error(`${service.name} ended while starting (${over}):\n${service.output()}`);
    if (await probe().catch(() => false)) return;
    await sleep(50);
  }
  throw new Error(`${service.name} was not ready after ${seconds} s:\n${service.output()}`);
}
