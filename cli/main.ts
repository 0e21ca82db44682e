import { constants } from "node:os";
import { CommanderError } from "commander";
import { UsageError } from "./errors.ts";
import { EXIT, reportFailure } from "./output.ts";
import { createProgram } from "./program.ts";

// An ending by Ctrl-C runs exit handlers: a build that is under way removes what it has written. Then the signal ends the
// process from outside; `process.exit` would stop threads inside the native curve, which is a crash.
for (const signal of ["SIGINT", "SIGTERM"] as const)
  process.once(signal, () => {
    const code = 128 + constants.signals[signal];
    process.emit("exit", code);
    process.kill(process.pid, signal);
    // Only a container's first process is still here.
    process.exit(code);
  });

try {
  await createProgram().parseAsync();
} catch (error) {
  process.exitCode = fail(error);
}

function fail(error: unknown): number {
  const json = process.argv.includes("--json");
  if (!(error instanceof CommanderError)) return reportFailure(error, json);
  // Help and version were asked for; a group without its command shows its help, which answers the mistake.
  if (error.code === "commander.helpDisplayed" || error.code === "commander.version") return EXIT.ok;
  if (error.code === "commander.help") return EXIT.usage;
  return reportFailure(new UsageError(error.message.replace(/^error: /, "").replaceAll("\n", " ")), json);
}
