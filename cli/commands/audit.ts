import type { Command } from "commander";
import { audit as recompute } from "../../lib/chain/audit/audit.ts";
import { readAuditBlock } from "../../lib/chain/audit/block.ts";
import { compareFigures } from "../../lib/domain/audit-figures.ts";
import { MusterError } from "../../lib/domain/errors.ts";
import { type RecallId, recallId } from "../../lib/domain/ids.ts";
import { wholeNumber } from "../arguments.ts";
import { type Audited, describe, isWrong, line, lines } from "../audit-report.ts";
import { action, type Context } from "../context.ts";
import { UsageError } from "../errors.ts";
import { checkNotice } from "../notice-document.ts";
import { EXIT, heading } from "../output.ts";
import { type Published, publishedAt } from "../published.ts";

type Options = { all?: true; block?: number; compare?: string };

export const audit = (parent: Command): Command =>
  parent
    .command("audit")
    .description("recompute the figures of recalls from the logs of a node, and compare them with what somebody publishes")
    .argument("[recall]", "number of the recall")
    .option("--all", "every recall, a line each")
    .option(
      "--block <number>",
      "up to this block; without it the newest that is final, or with --compare that of the published figures",
      wholeNumber,
    )
    .option("--compare <url>", "an API of the register, whose figures are compared; exit code 1 when one differs")
    .addHelpText(
      "after",
      `
Nothing is asked of the register's own services unless --compare or --documents names one. --documents may also be the
address of a web server that has documents by their digests.

Example:
  $ muster audit 2 --rpc https://rpc.example --compare https://muster.example/api/feed --documents https://muster.example/documents`,
    )
    .action(
      action<[string | undefined], Options>(async (context, options, which) => {
        if ((which === undefined) === (options.all === undefined)) throw new UsageError("Name one recall, or say --all.");
        const published = options.compare === undefined ? null : publishedAt(webUrl(options.compare));
        if (which === undefined) await auditAll(context, options, published);
        else await auditOne(context, options, published, recallId(which));
      }),
    );

function webUrl(text: string): string {
  if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol))
    throw new UsageError("--compare must be the address of an API of the register, for example http://127.0.0.1:42069.");
  return text;
}

async function auditOne(context: Context, { block: asked }: Options, published: Published | null, id: RecallId): Promise<void> {
  const said = published && (await published.figures(id));
  if (said && asked !== undefined && asked !== said.block)
    throw new MusterError("published-other-block", { published: said.block, block: asked });
  const { deployment, public: client } = await context.reader();
  const block = await readAuditBlock(client, said?.block ?? asked);
  const recomputed = await withProgress(context, (onProgress) => recompute(client, deployment, [id], block, onProgress));
  const figures = recomputed.figures(id);
  const from = context.settings.MUSTER_DOCUMENTS;
  const notices: Audited["notices"] = [];
  if (from !== undefined)
    for (const { version, notice } of figures.versions)
      notices.push({ version, digest: notice, document: await checkNotice(from, notice) });
  const audited = { figures, block, compared: said && compareFigures(said.figures, figures), notices };
  context.output.result(describe(audited), lines(audited));
  if (isWrong(audited)) process.exitCode = EXIT.failed;
}

async function auditAll(context: Context, { block: asked }: Options, published: Published | null): Promise<void> {
  if (published && asked !== undefined)
    throw new UsageError("With --all and --compare each recall is compared at the block of its answer.", "Leave out --block.");
  const { deployment, public: client } = await context.reader();
  const said = new Map<RecallId, Awaited<ReturnType<Published["figures"]>>>();
  for (const id of (await published?.recallIds()) ?? []) said.set(id, await (published as Published).figures(id));
  const newest = published ? Math.max(...[...said.values()].map(({ block }) => block)) : asked;
  const block = await readAuditBlock(client, newest === Number.NEGATIVE_INFINITY ? undefined : newest);
  const recomputed = await withProgress(context, (onProgress) => recompute(client, deployment, null, block, onProgress));
  const rows = [];
  for (const id of new Set([...recomputed.recallIds, ...said.keys()])) {
    const theirs = said.get(id);
    const until = theirs ? await readAuditBlock(client, theirs.block) : block;
    const figures = recomputed.figures(id, until);
    // A recall that is on the chain and not published at all differs in everything.
    const compared =
      published &&
      (theirs ? compareFigures(theirs.figures, figures) : [{ figure: "recall", published: null, recomputed: id, same: false }]);
    rows.push({ figures, block: until, compared, notices: [] });
  }
  const wrong = rows.filter(isWrong);
  context.output.result(
    { block, recalls: rows.map(describe), differing: published ? wrong.map(({ figures }) => figures.recallId) : null },
    [
      heading(`${rows.length} recalls, recomputed from the logs of the chain up to block ${block.number}, ${block.hash}`),
      ...rows.map(line),
    ],
  );
  if (wrong.length > 0) process.exitCode = EXIT.failed;
}

/** Shows a bar for each kind of log that is read. */
async function withProgress<Result>(
  { output }: Context,
  run: (onProgress: (what: string, done: number, of: number) => void) => Promise<Result>,
): Promise<Result> {
  let shown: { what: string; bar: ReturnType<Context["output"]["progress"]> } | undefined;
  return run((what, done, of) => {
    if (shown?.what !== what) {
      shown?.bar.stop();
      shown = { what, bar: output.progress(what) };
    }
    shown.bar.update(done, of);
  }).finally(() => shown?.bar.stop());
}
