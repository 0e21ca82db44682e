import type { Command } from "commander";
import { type Hex, parseEventLogs } from "viem";
import { recallsAbi } from "../../lib/chain/abis.generated.ts";
import { type NewRecall, openRecall } from "../../lib/chain/calls.ts";
import { MusterError } from "../../lib/domain/errors.ts";
import { formatModelId, type RecallId, recallId } from "../../lib/domain/ids.ts";
import { action, type Signed } from "../context.ts";
import { table, title } from "../output.ts";
import { type PreparedRecall, prepareRecall, previewLines, type RecallOptions, recallOptions, scopeText } from "../recall-input.ts";

export const recallOpen = (parent: Command): Command =>
  recallOptions(parent.command("open").description("open a recall: from now on, owners are told"))
    .addHelpText(
      "after",
      `
The notice is kept in the documents folder; the chain holds its digest. Where your organisation demands two keys, use
muster recall draft and muster recall release instead.

Example:
  $ muster recall open --csaf advisory.json --scope component:2 --measure recall --stop-use \\
      --do "Disconnect the camera from the internet." --key-file release.key`,
    )
    .action(
      action<[], RecallOptions>(async (context, options) => {
        const chain = await context.chain();
        const prepared = await prepareRecall(context, chain, options, "recall-release");
        if (options.dryRun) {
          context.output.result(describe(prepared), ["This recall would be opened:", ...lines(prepared)]);
          return;
        }
        await context.documents().put(prepared.noticeBytes);
        const opened = await openOnChain(chain, prepared.recall);
        context.output.result({ recallId: opened.id, ...describe(prepared), tx: opened.tx }, [
          title(`Opened recall ${opened.id}`),
          ...lines(prepared),
          ...table([["transaction", opened.tx]]),
        ]);
      }),
    );

export async function openOnChain({ deployment, send }: Signed, recall: NewRecall): Promise<{ id: RecallId; tx: Hex }> {
  const { logs, transactionHash } = await send(openRecall(deployment, recall));
  const [event] = parseEventLogs({ abi: recallsAbi, logs, eventName: "RecallOpened" });
  if (!event) throw new MusterError("transaction-failed", { hash: transactionHash });
  return { id: recallId(event.args.recallId), tx: transactionHash };
}

/** A recall for programs. */
export const describe = ({ recall, notice, preview }: Pick<PreparedRecall, "recall" | "notice" | "preview">) => ({
  issuer: recall.issuer,
  measure: recall.measure,
  severity: recall.severity,
  minEvidence: recall.minEvidence,
  headline: notice.headline,
  notice: recall.notice,
  scope: recall.scope.map(scopeText),
  fixes: recall.fixes.map(({ modelId, sequence }) => `${formatModelId(modelId)}:${sequence}`),
  reaches: preview?.counts ?? null,
});

/** The same for people. */
export const lines = ({ recall, notice, preview }: Pick<PreparedRecall, "recall" | "notice" | "preview">): string[] => [
  ...table([
    ["headline", notice.headline],
    ["measure", `${recall.measure}, severity ${recall.severity}`],
    ["scope", recall.scope.map(scopeText).join(", ")],
    ["fix", recall.fixes.map(({ modelId, sequence }) => `${formatModelId(modelId)}:${sequence}`).join(", ") || "none yet"],
    ["notice", recall.notice],
  ]),
  ...previewLines(preview),
];
