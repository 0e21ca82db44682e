import { type Command, InvalidArgumentError, Option } from "commander";
import type { NewRecall } from "../lib/chain/calls.ts";
import { CSAF_MAX_CHARACTERS, parseCsaf } from "../lib/domain/csaf.ts";
import { noticeFromCsaf } from "../lib/domain/csaf-notice.ts";
import { type ModelId, type OrgId, orgId, parseModelId } from "../lib/domain/ids.ts";
import { EVIDENCES, type Evidence, MEASURES, type Measure, SEVERITIES, type Severity } from "../lib/domain/kinds.ts";
import { decodeNotice, encodeNotice, NOTICE_MAX_BYTES, type Notice, noticeDigest } from "../lib/domain/notice-document.ts";
import type { Preview } from "../lib/feed/wire.ts";
import { organisation, readText, several } from "./arguments.ts";
import type { Context, Signed } from "./context.ts";
import { UsageError } from "./errors.ts";
import { type Checked, type CheckOptions, checkNotice, checkOptions } from "./notice-check.ts";
import { checkedScope, completeScope, parseExclusion, parseScope, previewScope, SCOPE_FORMS, type TypedScope } from "./scope-input.ts";
import { type SerialOptions, type SerialScope, scopeOfSerials, serialOptions } from "./serial-scope.ts";

/** From what a notice is made. */
export type NoticeOptions = {
  csaf?: string;
  notice?: string;
  headline?: string;
  do?: string[];
  stopUse?: true;
  isolate?: true;
};

/** What every drafted step takes. */
export type DraftOptions = { out: string; preview: boolean; dryRun?: true };

export type RecallOptions = NoticeOptions &
  DraftOptions &
  SerialOptions &
  CheckOptions & {
    scope?: TypedScope[];
    exclude?: TypedScope[];
    measure: Measure;
    severity?: Severity;
    minEvidence: Exclude<Evidence, "none">;
    fix?: NewRecall["fixes"];
    issuer?: OrgId;
  };

const withoutNone = (words: readonly string[]): string[] => words.filter((word) => word !== "none");

export function parseFix(text: string): { modelId: ModelId; sequence: number } {
  const match = /^([0-9]+-[0-9]{14}):([1-9][0-9]{0,9})$/.exec(text);
  if (!match) throw new InvalidArgumentError("It has to be model:sequence, for example 3-09506000134352:2.");
  return { modelId: parseModelId(match[1] as string), sequence: Number(match[2]) };
}

export const measureOption = () => new Option("--measure <measure>", "what is done about it").choices(withoutNone(MEASURES));
export const severityOption = (fallback: string) =>
  new Option("--severity <severity>", `default: ${fallback}`).choices(withoutNone(SEVERITIES));

export const noticeOptions = (command: Command): Command =>
  command
    .option("--csaf <file>", "make the notice from a CSAF 2.0 advisory")
    .option("--notice <file>", "take a notice in the form muster-notice/1")
    .option("--headline <text>", "what owners read first (default: the advisory's title)")
    .option("--do <text>", "what owners should do, one step each; replaces the advisory's recommendations", several(String))
    .option("--stop-use", "owners should take the unit out of use")
    .option("--isolate", "owners should keep the unit off the internet");

export const draftOptions = (command: Command): Command =>
  command
    .requiredOption("--out <file>", "new file for the draft, for the colleague who releases it")
    .option("--no-preview", "do not ask the indexer first how many devices the scope reaches")
    .option("--dry-run", "show what would be drafted, and change nothing");

export const recallOptions = (command: Command): Command =>
  draftOptions(
    checkOptions(serialOptions(noticeOptions(command)))
      .option(
        "--scope <item>",
        `${SCOPE_FORMS}, where M is a model such as 3-09506000134352; several times for several`,
        several(parseScope),
      )
      .option("--exclude <item>", "units that are not meant, in the same form; several times for several", several(parseExclusion))
      .addOption(measureOption().makeOptionMandatory())
      .addOption(severityOption("the advisory's"))
      .addOption(
        new Option("--min-evidence <evidence>", "weakest evidence that counts as fixed").choices(withoutNone(EVIDENCES)).default("owner"),
      )
      .option("--fix <model:sequence>", "release that fixes one of your models; several times for several", several(parseFix))
      .option("--issuer <number>", "your organisation, where the key acts for several", orgId),
  );

export type PreparedRecall = {
  recall: NewRecall;
  notice: Notice;
  noticeBytes: Uint8Array;
  preview: Preview | null;
  serials: SerialScope | null;
  checked: Checked;
};

/** What a dry run finds is shown, and stops nothing. */
export const checkedAs = (options: CheckOptions & DraftOptions): CheckOptions =>
  options.dryRun ? { ...options, acceptFindings: options.acceptFindings ?? "nothing is drafted" } : options;

/** Everything that is needed to draft a recall, checked as far as that is possible before anything is signed. */
export async function prepareRecall(context: Context, chain: Signed, options: RecallOptions): Promise<PreparedRecall> {
  const { notice, bytes } = await readNotice(options);
  const severity = options.severity ?? notice.severity;
  const checked = checkNotice(notice, options.measure, checkedAs(options));
  if (!severity) throw new UsageError("How severe the defect is was not said, and the notice does not say it either.", "Use --severity.");
  const serials = await scopeOfSerials(chain, options);
  if (!options.scope && !serials)
    throw new UsageError("Which units are meant was not said.", "Use --scope, or --serials with --batch-folder.");
  const typed = await completeScope(chain, [...(options.scope ?? []), ...(options.exclude ?? [])]);
  const scope = checkedScope([...(serials?.scope ?? []), ...typed]);
  const preview = options.preview || options.dryRun ? await previewScope(context, scope) : null;
  const recall: NewRecall = {
    issuer: await organisation(chain, options.issuer, "recall-draft", "--issuer"),
    measure: options.measure,
    severity,
    minEvidence: options.minEvidence,
    notice: noticeDigest(bytes),
    scope,
    fixes: options.fix ?? [],
  };
  return { recall, notice, noticeBytes: bytes, preview, serials, checked };
}

export const namesNotice = ({ csaf, notice }: NoticeOptions): boolean => csaf !== undefined || notice !== undefined;

export async function readNotice({ csaf, notice: path, headline, do: whatToDo, stopUse, isolate }: NoticeOptions): Promise<{
  notice: Notice;
  bytes: Uint8Array;
}> {
  if ((csaf === undefined) === (path === undefined)) throw new UsageError("A recall needs one notice.", "Use either --csaf or --notice.");
  if (csaf !== undefined) {
    const words = { headline, whatToDo, stopUse, isolateFromNetwork: isolate };
    const notice = noticeFromCsaf(parseCsaf(await readText(csaf, CSAF_MAX_CHARACTERS)), words);
    return { notice, bytes: encodeNotice(notice) };
  }
  if (headline ?? whatToDo ?? stopUse ?? isolate)
    throw new UsageError("A notice in the form muster-notice/1 is taken as it is.", "Change the file instead.");
  const bytes = new TextEncoder().encode(await readText(path as string, NOTICE_MAX_BYTES));
  return { notice: decodeNotice(bytes), bytes };
}
