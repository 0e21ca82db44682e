// npm test: sets up what the tests need, then runs mocha over everything, or over the files named as arguments.
import { runOnce, runTwice } from "./run-tests.ts";
import { buildWeb, compileContracts, findChromium, SetupError, say } from "./setup.ts";

try {
  compileContracts();
  const files = process.argv.slice(2);
  if (files.length > 0) process.exit((await runOnce(files)).code);
  buildWeb();
  process.env.MUSTER_CHROMIUM = findChromium();
  process.exit(await runTwice(["test/**/*.test.ts"]));
} catch (error) {
  if (!(error instanceof SetupError)) throw error;
  say(error.message);
  process.exit(1);
}
