import { type Command, InvalidArgumentError, Option } from "commander";
import type { NewRecall } from "../lib/chain/calls.ts";
import { registrationOf } from "../lib/chain/registrations.ts";
import { CSAF_MAX_CHARACTERS, parseCsaf } from "../lib/domain/csaf.ts";
import { noticeFromCsaf } from "../lib/domain/csaf-notice.ts";
import { MusterError } from "../lib/domain/errors.ts";
import { type BatchId, batchId, formatModelId, type ModelId, type OrgId, orgId, parseModelId } from "../lib/domain/ids.ts";
import { EVIDENCES, type Evidence, MEASURES, type Measure, type Permission, SEVERITIES, type Severity } from "../lib/domain/kinds.ts";
import { decodeNotice, encodeNotice, NOTICE_MAX_BYTES, type Notice, noticeDigest } from "../lib/domain/notice-document.ts";
import type { ScopeItem } from "../lib/domain/scope.ts";
import type { Preview, ScopeItemView } from "../lib/feed/wire.ts";
import { organisation, readText, several } from "./arguments.ts";
import type { Context, Signed } from "./context.ts";
import { UsageError } from "./errors.ts";
import { number, reach, table } from "./output.ts";

/** A scope item as it is typed; a whole batch gets its size from the chain. */
type TypedScope = Exclude<ScopeItem, { kind: "batch" }> | { kind: "batch"; batchId: BatchId; first?: number; last?: number };

export type RecallOptions = {
  csaf?: string;
  notice?: string;
  scope: TypedScope[];
  measure: Measure;
  severity?: Severity;
  minEvidence: Exclude<Evidence, "none">;
  fix?: NewRecall["fixes"];
  issuer?: OrgId;
  headline?: string;
  do?: string[];
  stopUse?: true;
  isolate?: true;
  preview: boolean;
  dryRun?: true;
};

const withoutNone = (words: readonly string[]): string[] => words.filter((word) => word !== "none");

function parseScope(text: string): TypedScope {
  const batch = /^batch:([1-9][0-9]{0,15})(?::([0-9]{1,10})-([0-9]{1,10}))?$/.exec(text);
  if (batch) {
    const [, id = "", first, last] = batch;
    return first === undefined
      ? { kind: "batch", batchId: batchId(id) }
      : { kind: "batch", batchId: batchId(id), first: Number(first), last: Number(last) };
  }
  const component = /^component:([1-9][0-9]{0,15})$/.exec(text);
  if (component) return { kind: "component", batchId: batchId(component[1] as string) };
  const model = /^model:(.+)$/.exec(text);
  if (model) return { kind: "model", modelId: parseModelId(model[1] as string) };
  throw new InvalidArgumentError("It has to be batch:3:0-99, batch:3, component:2 or model:3-09506000134352.");
}

export function parseFix(text: string): { modelId: ModelId; sequence: number } {
  const match = /^([0-9]+-[0-9]{14}):([1-9][0-9]{0,9})$/.exec(text);
  if (!match) throw new InvalidArgumentError("It has to be model:sequence, for example 3-09506000134352:2.");
  return { modelId: parseModelId(match[1] as string), sequence: Number(match[2]) };
}

/** The options that opening and drafting share. */
export const recallOptions = (command: Command): Command =>
  command
    .option("--csaf <file>", "make the notice from a CSAF 2.0 advisory")
    .option("--notice <file>", "take a notice in the form muster-notice/1")
    .requiredOption(
      "--scope <item>",
      "batch:3:0-99, batch:3, component:2 or model:3-09506000134352; several times for several",
      several(parseScope),
    )
    .addOption(new Option("--measure <measure>", "what is done about it").choices(withoutNone(MEASURES)).makeOptionMandatory())
    .addOption(new Option("--severity <severity>", "default: the advisory's").choices(withoutNone(SEVERITIES)))
    .addOption(
      new Option("--min-evidence <evidence>", "weakest evidence that counts as fixed").choices(withoutNone(EVIDENCES)).default("owner"),
    )
    .option("--fix <model:sequence>", "release that fixes one of your models; several times for several", several(parseFix))
    .option("--issuer <number>", "your organisation, where the key acts for several", orgId)
    .option("--headline <text>", "what owners read first (default: the advisory's title)")
    .option("--do <text>", "what owners should do, one step each; replaces the advisory's recommendations", several(String))
    .option("--stop-use", "owners should take the unit out of use")
    .option("--isolate", "owners should keep the unit off the internet")
    .option("--no-preview", "do not ask the indexer first how many devices the scope reaches")
    .option("--dry-run", "show what it would reach, and change nothing");

export type PreparedRecall = { recall: NewRecall; notice: Notice; noticeBytes: Uint8Array; preview: Preview | null };

/** Everything that is needed to open or draft a recall, checked as far as that is possible before anything is signed. */
export async function prepareRecall(
  context: Context,
  chain: Signed,
  options: RecallOptions,
  permission: Permission,
): Promise<PreparedRecall> {
  const { notice, bytes } = await readNotice(options);
  const severity = options.severity ?? notice.severity;
  if (!severity) throw new UsageError("How severe the defect is was not said, and the notice does not say it either.", "Use --severity.");
  const scope = await Promise.all(options.scope.map((item) => complete(chain, item)));
  const preview = options.preview || options.dryRun ? await previewScope(context, scope) : null;
  const recall: NewRecall = {
    issuer: await organisation(chain, options.issuer, permission, "--issuer"),
    measure: options.measure,
    severity,
    minEvidence: options.minEvidence,
    notice: noticeDigest(bytes),
    scope,
    fixes: options.fix ?? [],
  };
  return { recall, notice, noticeBytes: bytes, preview };
}

async function readNotice({
  csaf,
  notice: path,
  headline,
  do: whatToDo,
  stopUse,
  isolate,
}: RecallOptions): Promise<{ notice: Notice; bytes: Uint8Array }> {
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

async function complete({ deployment, sender }: Signed, item: TypedScope): Promise<ScopeItem> {
  if (item.kind !== "batch") return item;
  const { batchId: id, first = 0, last } = item;
  return { kind: "batch", batchId: id, first, last: last ?? (await registrationOf(sender.public, deployment, id)).size - 1 };
}

/** What a scope reaches now. @throws MusterError `scope-without-devices`: a recall of nothing is a mistake. */
export async function previewScope({ feed }: Context, scope: ScopeItem[]): Promise<Preview> {
  const preview = await feed.preview(scope.map(scopeView));
  if (preview.counts.involved === 0) throw new MusterError("scope-without-devices");
  return preview;
}

const scopeView = (item: ScopeItem): ScopeItemView => {
  if (item.kind === "model") return { kind: "model", subject: formatModelId(item.modelId), first: 0, last: 0 };
  if (item.kind === "batch") return { kind: "batch", subject: `${item.batchId}`, first: item.first, last: item.last };
  return { kind: "component", subject: `${item.batchId}`, first: 0, last: 0 };
};

export const scopeText = (item: ScopeItem): string => {
  if (item.kind === "model") return `model:${formatModelId(item.modelId)}`;
  return item.kind === "batch" ? `batch:${item.batchId}:${item.first}-${item.last}` : `component:${item.batchId}`;
};

/** The preview for people. */
export const previewLines = (preview: Preview | null): string[] =>
  preview === null
    ? []
    : table([
        ["reaches", reach(preview.counts)],
        ["of them claimed", number(preview.counts.claimed)],
        ...preview.brands.map(({ name, devices }): [string, string] => [`  ${name}`, number(devices)]),
      ]);
