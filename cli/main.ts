import { CommanderError } from "commander";
import { UsageError } from "./errors.ts";
import { EXIT, reportFailure } from "./output.ts";
import { createProgram } from "./program.ts";

// An ending by Ctrl-C runs exit handlers: a build that is under way removes what it has written.
process.on("SIGINT", () => process.exit(130));
process.on("SIGTERM", () => process.exit(143));

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
