// The reference agent: what firmware does on a unit so that it can prove what it runs. docs/device-proof.md.
//   node agent/main.ts --unit unit.json --installed installed.json --image image.bin --key key.pem CHALLENGE
//   node agent/main.ts … --register https://muster.example --port 8642     shows the page instead
//   node agent/main.ts … --button-held CHALLENGE     also names a new owner, as a unit does whose button is held
import { createReadStream, readFileSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { parseArgs } from "node:util";
import type { z } from "zod";
import { isRecoveryChallenge } from "../lib/domain/device-recovery.ts";
import { MusterError } from "../lib/domain/errors.ts";
import { answerChallenge, answerRecovery, identitySchema, installedSchema } from "./answer.ts";
import { agentPage } from "./page.ts";
import { softwareKey } from "./software-key.ts";

const read = <Schema extends z.ZodType>(path: string, schema: Schema): z.output<Schema> => {
  const parsed = schema.safeParse(JSON.parse(readFileSync(path, "utf8")));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new Error(`${path} cannot be used: ${issue?.path.join(".") || "it"} ${issue?.message}.`);
};

async function main(): Promise<void> {
  const text = { type: "string" } as const;
  const { values, positionals } = parseArgs({
    options: {
      ...{ unit: text, installed: text, image: text, key: text, register: text, port: text, host: { ...text, default: "127.0.0.1" } },
      "button-held": { type: "boolean", default: false },
    },
    allowPositionals: true,
  });
  const { unit, installed, image, key, register, port } = values;
  if (!unit || !installed || !image || !key) throw new Error("Name --unit, --installed, --image and --key; see docs/device-proof.md.");
  const identity = read(unit, identitySchema);
  const sign = softwareKey(readFileSync(key, "utf8"));
  // Read at each answer: an update may come in between.
  const answer = (challenge: string): Promise<string> =>
    isRecoveryChallenge(challenge)
      ? answerRecovery(challenge, identity, values["button-held"], sign)
      : answerChallenge(challenge, identity, read(installed, installedSchema), createReadStream(image), sign);

  if (port === undefined) {
    if (positionals.length !== 1) throw new Error("Name one challenge, or --port and --register to show the page.");
    console.log(await answer(positionals[0] as string));
    return;
  }
  if (!register || !URL.canParse(register)) throw new Error("Name the web address of the register with --register.");
  const server = agentPage(answer, register.replace(/\/+$/, ""));
  server.listen(Number(port), values.host, () => {
    const { address, port: bound } = server.address() as AddressInfo;
    console.log(`agent: ready on http://${address}:${bound}`);
  });
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => server.close());
}

main().catch((error: unknown) => {
  console.error(`agent: ${error instanceof MusterError ? `${error.message} ${error.why} ${error.remedy}` : (error as Error).message}`);
  process.exitCode = 1;
});
