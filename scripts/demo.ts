// npm run demo: the whole of Muster on this machine, with a story to play on, until Ctrl-C.
//   npm run demo -- --fresh       begins anew
//   npm run demo -- --state DIR   keeps its state in another folder than .muster/demo
import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { buildWeb, compileContracts, SetupError, say } from "./setup.ts";
import { forgetStack, type Stack, startStack } from "./stack.ts";
import { DEMO_SIZES } from "./story/products.ts";

function greet({ urls, story }: Stack, stateDir: string, seconds: number): void {
  // The labels were printed when the story was told; the port may be another one by now.
  const here = (link: string): string => `${urls.web}${link.slice(new URL(link).origin.length)}`;
  const boxes = story.boxes.map(
    ({ product, serial, code, link }) => `    ${product}, serial ${serial}\n      code ${code}\n      ${here(link)}`,
  );
  console.log(`
Muster is ready (${seconds.toFixed(1)} s).

  Public pages and console   ${urls.web}
  Mail that was sent         ${urls.mail}
  Register API               ${urls.api}/v1/recalls
  Notifier, for operators    ${urls.notifier}
  Chain (JSON-RPC)           ${urls.rpc}

Boxes that nobody has opened yet:
${boxes.join("\n")}

Try it, with a demo wallet from "Connect" on the page:
  1. As Eli Martin, claim the Petrel camera with its code, and leave a mail address.
  2. As Remy Okafor, release the recall of the camera board that Dana Holm drafted (Console).
  3. Read the mail, then as Piet de Wit offer Petrel's fix, and as Eli register the patch.
  4. Watch the figures move on the recall's page.
  5. Let the camera prove the patch itself: its files are in ${stateDir}/device; see docs/device-proof.md.

The command line works on this stack too, for example: npm run muster -- recall status 1
Ctrl-C ends everything; the state is kept. npm run demo -- --fresh begins anew.
`);
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { fresh: { type: "boolean", default: false }, state: { type: "string", default: ".muster/demo" } },
  });
  const stateDir = values.state;
  compileContracts();
  buildWeb();
  if (values.fresh) forgetStack(stateDir);

  const begun = performance.now();
  const ports = { web: 3000, api: 42069, mail: 8025, rpc: 8545, database: 54329, notifier: 9464, relay: 9466 };
  const stack = await startStack({ stateDir, sizes: DEMO_SIZES, ports, say });
  const lines = Object.entries(stack.env).map(([name, value]) => `${name}=${value}\n`);
  writeFileSync(`${stateDir}/env`, lines.join(""), { mode: 0o600 });
  writeFileSync(`${stateDir}/urls.json`, JSON.stringify(stack.urls));
  greet(stack, stateDir, (performance.now() - begun) / 1000);

  const asked = new Promise<string>((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, () => resolve(signal));
  });
  const ending = await Promise.race([asked, stack.broken.then((name) => `broken: ${name}`)]);
  if (ending.startsWith("broken")) say(`${ending.slice(8)} has ended by itself; see ${stateDir}/logs. Stopping the rest.`);
  else say("stopping.");
  await stack.stop();
  process.exitCode = ending.startsWith("broken") ? 1 : 0;
}

main().catch((error: unknown) => {
  say(error instanceof SetupError || error instanceof Error ? error.message : String(error));
  process.exit(1);
});
