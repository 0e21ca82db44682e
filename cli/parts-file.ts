import { InvalidArgumentError } from "commander";
import type { PartFound } from "../lib/domain/bill-parts.ts";
import { MusterError } from "../lib/domain/errors.ts";
import { batchId } from "../lib/domain/ids.ts";
import type { Part } from "../lib/domain/scope.ts";
import { readText } from "./arguments.ts";

const MAX_BYTES = 1_048_576;

/** `3:0-99`: units 0 to 99 contain units of batch 3. */
export function parsePart(text: string): Part {
  const match = /^([1-9][0-9]{0,15}):([0-9]{1,10})-([0-9]{1,10})$/.exec(text);
  if (!match) throw new InvalidArgumentError("It has to be batch:first-last, for example 3:0-99.");
  return { batchId: batchId(match[1] as string), first: Number(match[2]), last: Number(match[3]) };
}

/** What was named on the command line and in a file; undefined when neither was. */
export async function partsGiven({ parts, partsFile: path }: { parts?: Part[]; partsFile?: string }): Promise<Part[] | undefined> {
  return path === undefined ? parts : [...(parts ?? []), ...(await readPartsFile(path))];
}

/** A part a line; what follows a # is a remark. @throws MusterError `parts-file-invalid` or `file-unreadable`. */
async function readPartsFile(path: string): Promise<Part[]> {
  const parts: Part[] = [];
  for (const [i, line] of (await readText(path, MAX_BYTES)).split(/\r?\n/).entries()) {
    const text = line.replace(/#.*/, "").trim();
    if (text === "") continue;
    try {
      parts.push(parsePart(text));
    } catch (cause) {
      throw new MusterError("parts-file-invalid", { path, line: i + 1, text: shown(text) }, { cause });
    }
  }
  return parts;
}

/** The parts that are certain as lines; what a person has to decide stands there as remarks. Each batch once. */
export function partsFile(found: readonly PartFound[], units: { first: number; last: number }): string {
  const lineOf = (batch: number): string => `${batch}:${units.first}-${units.last}`;
  const written = new Set<number>();
  const lines = found.flatMap((one): string[] => {
    const name = partName(one.part);
    if (one.is === "unknown") return [`# unknown: ${name}: ${shown(one.why)}`];
    if (one.is === "ambiguous")
      return [
        `# to decide: ${name}: ${shown(one.why)}`,
        ...one.candidates.map(({ batch, model }) => `#   ${lineOf(batch.id)}  # ${shown(model.name)}, lot ${batch.lot}`),
      ];
    const { batch, why } = one.found;
    if (written.has(batch.id)) return [`# ${name}: batch ${batch.id} as above`];
    written.add(batch.id);
    return [`${lineOf(batch.id)}  # ${name}: ${shown(why.join(", "))}`];
  });
  return `${lines.join("\n")}\n`;
}

const LONGEST = 120;

/** Text of others in one line: without controls, and without marks that turn the direction of what follows. */
export const shown = (text: string): string => {
  const plain = text.slice(0, 2 * LONGEST).replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, "\ufffd");
  return plain.length <= LONGEST && text.length <= 2 * LONGEST ? plain : `${plain.slice(0, LONGEST - 1)}…`;
};

export const partName = ({ name, version, makers }: PartFound["part"]): string =>
  shown([...makers.slice(0, 1), name, ...(version === undefined ? [] : [version])].map(shown).join(" "));
