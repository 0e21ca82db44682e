import type { Command } from "commander";
import { DEFAULT_PAIRS, pairTable, parsePairs } from "../../lib/domain/default-pairs.ts";
import { judgeDeclaration, sharedSecrets } from "../../lib/domain/firmware-finding.ts";
import { formatModelId, parseModelId } from "../../lib/domain/ids.ts";
import { readText } from "../arguments.ts";
import { action, type Context } from "../context.ts";
import { tryPasswords } from "../firmware-crypt.ts";
import { checkImage } from "../firmware-image.ts";
import { type CheckedImage, endLine, imageLines, NOT_SAFE, sharedLines, type TriedFinding } from "../firmware-text.ts";
import { EXIT, reportFailure } from "../output.ts";

type Options = { pairs?: string; model?: string };

const MAX_PAIRS_BYTES = 4 * 1024 * 1024;
/** A hash of SHA-512 takes a few milliseconds for each password. */
const MOST_TRIALS = 50;

/** Default passwords, those of the file among them. */
async function knownPairs(file?: string) {
  return [...DEFAULT_PAIRS, ...(file === undefined ? [] : parsePairs(await readText(file, MAX_PAIRS_BYTES)))];
}

/** What the maker declares now; null where it has declared nothing. */
async function declared({ feed }: Context, model: string) {
  const { items } = await feed.declarations(formatModelId(parseModelId(model)), { limit: 1 });
  return items[0] ?? null;
}

export const firmwareCheck = (parent: Command): Command =>
  parent
    .command("check")
    .description("look for passwords and private keys that every unit with an image would share")
    .argument("<image...>", "firmware images; keys that several of them hold are named")
    .option("--pairs <file>", "more default passwords: a name, one space and a password a line; (none) for an empty one")
    .option("--model <model>", "hold what is found against what the maker declares of this model")
    .addHelpText(
      "after",
      `
Nothing of an image is run. Exit codes: 0 nothing was found, 1 something was, 2 an image or the command line could not be read.

Examples:
  $ muster firmware check fw-1.2.0.bin
  $ muster firmware check fw-1.1.0.bin fw-1.2.0.bin --pairs factory-passwords.txt --model 3-09506000134352`,
    )
    .action(
      action<[string[]], Options>(async (context, { pairs, model }, files) => {
        try {
          await check(context, files, { pairs, model });
        } catch (error) {
          // 1 says that something was found.
          reportFailure(error, context.output.json);
          process.exitCode = EXIT.usage;
        }
      }),
    );

async function check(context: Context, files: string[], { pairs: file, model }: Options): Promise<void> {
  const pairs = await knownPairs(file);
  const declaration = model === undefined ? null : await declared(context, model);
  const table = pairTable(pairs);
  const passwords = new Set(pairs.map(({ password }) => password));
  const trials = new Map<string, ReturnType<typeof tryPasswords>>();
  const images: CheckedImage[] = [];
  for (const image of files) {
    const report = await checkImage(image, table);
    const findings = report.findings.map((finding): TriedFinding => {
      if (finding.kind !== "password-hash") return finding;
      const known =
        trials.get(finding.hash) ?? (trials.size < MOST_TRIALS ? tryPasswords(finding, passwords) : { password: null, tried: null });
      trials.set(finding.hash, known);
      return { ...finding, trial: known };
    });
    images.push({ ...report, findings, judgements: declaration && judgeDeclaration(findings, declaration) });
  }
  const shared = sharedSecrets(images);
  const found = images.reduce((sum, { findings }) => sum + findings.length, 0);
  const undeclared = model !== undefined && declaration === null ? [`The maker of ${model} has declared nothing of its security.`] : [];
  context.output.result(
    {
      ...(model === undefined ? {} : { model, declared: declaration && { credentials: declaration.credentials, keys: declaration.keys } }),
      ...{ images, shared },
    },
    [...images.flatMap(imageLines), ...sharedLines(shared), ...undeclared, endLine(found), NOT_SAFE],
  );
  if (found > 0) process.exitCode = EXIT.failed;
}
