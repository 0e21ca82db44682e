import { styleText } from "node:util";
import { SingleBar } from "cli-progress";
import { MusterError } from "../lib/domain/errors.ts";
import { UsageError } from "./errors.ts";

/**
 * What a command tells: on a terminal for people, into a pipe as JSON. Results go to standard output, everything else
 * to standard error, so that a pipe holds nothing but the result.
 */
export type Output = {
  readonly json: boolean;
  /** The result of the command: `data` for programs, `lines` for people. */
  result(data: unknown, lines: string[]): void;
  /** Something a person should notice; programs find it in the result. */
  note(text: string): void;
  /** A bar for long work, on a terminal only. */
  progress(what: string): { update(done: number, total: number): void; stop(): void };
};

export const EXIT = { ok: 0, failed: 1, usage: 2 } as const;

/** @param forceJson Also on a terminal. */
export function createOutput(forceJson: boolean): Output {
  const json = forceJson || !process.stdout.isTTY;
  return {
    json,
    result(data, lines) {
      process.stdout.write(json ? `${JSON.stringify(data, bigints, 2)}\n` : `${lines.join("\n")}\n`);
    },
    note(text) {
      if (!json) process.stderr.write(`${styleText("yellow", "!", { stream: process.stderr })} ${text}\n`);
    },
    progress(what) {
      if (json || !process.stderr.isTTY) return { update: () => undefined, stop: () => undefined };
      const bar = new SingleBar({
        format: `${what.padEnd(16)} {bar} {percentage} %  {value} of {total}`,
        hideCursor: true,
        clearOnComplete: true,
      });
      let started = false;
      return {
        update(done, total) {
          if (started) bar.update(done);
          else bar.start(total, done);
          started = true;
        },
        stop: () => bar.stop(),
      };
    },
  };
}

/** Reports a failure on standard error. @returns the exit code. */
export function reportFailure(error: unknown, forceJson: boolean): number {
  const { code, message, why, remedy } = describe(error);
  if (forceJson || !process.stderr.isTTY) {
    process.stderr.write(`${JSON.stringify({ error: { code, message, why, remedy } }, null, 2)}\n`);
  } else {
    const style = (format: Parameters<typeof styleText>[0], text: string) => styleText(format, text, { stream: process.stderr });
    process.stderr.write(`${style("red", "✗")} ${style("bold", message)}\n`);
    if (why) process.stderr.write(`  ${why}\n`);
    if (remedy) process.stderr.write(`  ${style("dim", "What to do:")} ${remedy}\n`);
  }
  if (process.env.MUSTER_DEBUG && error instanceof Error) process.stderr.write(`${error.stack}\n`);
  return error instanceof UsageError ? EXIT.usage : EXIT.failed;
}

function describe(error: unknown): { code: string; message: string; why?: string; remedy?: string } {
  if (error instanceof MusterError) return error.toJSON();
  if (error instanceof UsageError) return { code: "usage", message: error.message, remedy: error.remedy };
  const reason = error instanceof Error ? error.message : String(error);
  return new MusterError("unexpected", { reason }).toJSON();
}

const bigints = (_key: string, value: unknown): unknown => (typeof value === "bigint" ? value.toString() : value);

// ---- for people ----

const out = (format: Parameters<typeof styleText>[0], text: string): string => styleText(format, text);

export const title = (text: string): string => `${out("green", "✓")} ${out("bold", text)}`;
export const heading = (text: string): string => out("bold", text);

/** Names to the left, values to the right; rows without a value are left out. */
export function table(rows: [name: string, value: string | number | null | undefined][]): string[] {
  const shown = rows.filter(([, value]) => value !== null && value !== undefined && value !== "");
  const width = Math.max(0, ...shown.map(([name]) => name.length));
  return shown.map(([name, value]) => `  ${out("dim", name.padEnd(width))}  ${value}`);
}

export const number = (value: number): string => value.toLocaleString("en-US");

/** `1 batch`, `2 batches`. */
const counted = (count: number, one: string, more: string): string => `${number(count)} ${count === 1 ? one : more}`;

/** How far a scope reaches, in a sentence's middle. */
export const reach = ({ involved, batches, brands }: { involved: number; batches: number; brands: number }): string =>
  `${counted(involved, "device", "devices")} in ${counted(batches, "batch", "batches")} of ${counted(brands, "brand", "brands")}`;

/** Never a share without the counts it comes from. */
export const share = (count: number, of: number): string =>
  of === 0 ? "0 of 0" : `${number(count)} of ${number(of)} (${((100 * count) / of).toFixed(1)} %)`;

export const date = (unixSeconds: number): string => new Date(unixSeconds * 1000).toISOString().slice(0, 10);

/** `2026-11-23 16:05 UTC`, rounded up: at a time that is said, what it is said of is so. */
export const moment = (unixSeconds: number): string =>
  `${new Date(Math.ceil(unixSeconds / 60) * 60_000).toISOString().slice(0, 16).replace("T", " ")} UTC`;
