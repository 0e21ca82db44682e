// npm test: sets up what the tests need, then runs mocha over everything, or over the files named as arguments.
import { spawn } from "node:child_process";
import { buildWeb, compileContracts, findChromium, SetupError, say } from "./setup.ts";

try {
  compileContracts();
  const files = process.argv.slice(2);
  const everything = files.length === 0;
  if (everything) buildWeb();
  const env = {
    ...process.env,
    MUSTER_CHROMIUM: everything ? findChromium() : process.env.MUSTER_CHROMIUM,
    NODE_ENV: "test",
    NO_COLOR: "1",
    FORCE_COLOR: undefined,
  };
  const mocha = spawn("mocha", everything ? ["test/**/*.test.ts"] : files, { stdio: "inherit", env });
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => mocha.kill(signal));
  mocha.on("exit", (code) => process.exit(code ?? 1));
} catch (error) {
  if (!(error instanceof SetupError)) throw error;
  say(error.message);
  process.exit(1);
}
