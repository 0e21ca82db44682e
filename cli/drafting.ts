import { rm } from "node:fs/promises";
import type { Hex } from "viem";
import { draftStep } from "../lib/chain/calls.ts";
import { decodeDraft, draftDigest, encodeDraft, issuerOf, SHRINK_DELAY, type Step, shrinks } from "../lib/chain/draft.ts";
import type { Severity } from "../lib/domain/kinds.ts";
import { readJson } from "./arguments.ts";
import type { Signed } from "./context.ts";
import { openNew } from "./new-file.ts";
import { moment, table } from "./output.ts";

/** A draft has at most 64 scope items and 64 fixes. */
const DRAFT_MAX_BYTES = 65_536;

/** @throws MusterError `file-unreadable` or `draft-invalid`. */
export const readDraft = async (path: string): Promise<Step> => decodeDraft(await readJson(path, DRAFT_MAX_BYTES));

/** @property readyAt Unix time from which another key may release it. */
export type Drafted = { draft: Hex; file: string; readyAt: number; tx: Hex };

/** Writes a draft to a new file and announces it on chain. @param present Severity of the recall as it stands. */
export async function draftTo(path: string, { deployment, sender, send }: Signed, step: Step, present?: Severity): Promise<Drafted> {
  const draft = draftDigest(step);
  const { transactionHash, blockNumber } = await keeping(path, JSON.stringify(encodeDraft(step), null, 2), () =>
    send(draftStep(deployment, issuerOf(step), draft)),
  );
  const { timestamp } = await sender.public.getBlock({ blockNumber });
  const readyAt = Number(timestamp) + (shrinks(step, present) ? SHRINK_DELAY : 0);
  return { draft, file: path, readyAt, tx: transactionHash };
}

/** How it goes on, for people. */
export const draftedLines = ({ draft, file, readyAt, tx }: Drafted): string[] => [
  ...table([
    ["draft", draft],
    ["to be released", `from ${moment(readyAt)} on, by another key of your organisation`],
    ["transaction", tx],
  ]),
  "",
  `Give ${file} to a colleague, who releases it: muster recall release ${file}`,
];

/** Writes a file, and takes it away again when what it belongs to fails. */
async function keeping<Result>(path: string, text: string, act: () => Promise<Result>): Promise<Result> {
  const file = await openNew(path);
  try {
    await file.writeFile(`${text}\n`);
    await file.sync();
    return await act();
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  } finally {
    await file.close();
  }
}
