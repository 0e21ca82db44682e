import type { Command } from "commander";
import { offerFix, publishRelease } from "../../lib/chain/calls.ts";
import { readRecall } from "../../lib/chain/read-recall.ts";
import { DEFAULT_PAIRS, pairTable } from "../../lib/domain/default-pairs.ts";
import { MusterError } from "../../lib/domain/errors.ts";
import { formatModelId, type ModelId, parseModelId, type RecallId, recallId } from "../../lib/domain/ids.ts";
import { composeRelease, isExpired, type ReleaseSource } from "../../lib/domain/release-metadata.ts";
import type { ReadSuit } from "../../lib/factory/suit.ts";
import { several, wholeNumber } from "../arguments.ts";
import { action, type Context, type Signed } from "../context.ts";
import { checkImage, type ImageReport } from "../firmware-image.ts";
import { findingWords, place } from "../firmware-text.ts";
import { number, table, title } from "../output.ts";
import { type MetadataOptions, readMetadata } from "../release-input.ts";

type Options = MetadataOptions & { sequence?: number; label?: string; image?: string; fixes?: RecallId[]; dryRun?: true };

export const releasePublish = (parent: Command): Command =>
  parent
    .command("publish")
    .description("publish a firmware release: its digest and size; the image stays with you")
    .argument("<model>", "model, for example 3-09506000134352")
    .option("--sequence <number>", "higher than every earlier release of the model; a SUIT manifest has its own", wholeNumber)
    .option("--label <text>", "version as people know it, for example 1.2.0")
    .option("--image <file>", "firmware image; beside metadata it is compared with it; passwords and keys in it are warned of")
    .option("--tuf <file>", "take digest and size from TUF or Uptane targets metadata")
    .option("--target <name>", "which of its targets")
    .option("--tuf-root <file>", "root metadata that you trust; without it signatures are not checked")
    .option("--suit <file>", "take digest, size and sequence from a SUIT envelope")
    .option("--trust-anchor <file>", "public key that you trust, PEM or DER; without it the signature is not checked")
    .option("--fixes <recall>", "offer the release as the fix of this recall; may be given several times", several(recallId))
    .option("--dry-run", "show what would be published, and change nothing")
    .addHelpText(
      "after",
      `
Examples:
  $ muster release publish 3-09506000134352 --sequence 2 --label 1.2.0 --image fw-1.2.0.bin --fixes 1 --key-file maker.key
  $ muster release publish 3-09506000134352 --suit fw.suit --trust-anchor signing.pem --label 1.2.0 --key-file maker.key`,
    )
    .action(
      action<[string], Options>(async (context, options, model) => {
        const { fixes = [], dryRun, image } = options;
        const modelId = parseModelId(model);
        const source = await readMetadata(options);
        const checked = image === undefined ? null : await checkImage(image, pairTable(DEFAULT_PAIRS));
        const release = composeRelease(source, checked && { digest: `0x${checked.sha256}`, size: checked.size }, options);
        const found = checked?.findings ?? [];
        const shown = {
          ...{ modelId: formatModelId(modelId), ...release, ...(source ? { source: describe(source) } : {}) },
          ...(found.length > 0 ? { found } : {}),
        };
        if (source) warn(context, source);
        warnOfSecrets(context, found);
        const lines = [["digest", release.digest], ["size", `${number(release.size)} bytes`], ...(source ? about(source) : [])] as Row[];
        const name = `release ${release.sequence} (${release.version}) of model ${model}`;
        if (dryRun) {
          context.output.result(shown, [`Would publish ${name}`, ...table(lines)]);
          return;
        }
        const chain = await context.chain();
        for (const recall of fixes) await readRecall(chain.sender.public, chain.deployment, recall);
        const { transactionHash } = await chain.send(publishRelease(chain.deployment, { modelId, ...release }));
        const offered = await offerFixes(chain, modelId, release.sequence, fixes);
        context.output.result({ ...shown, tx: transactionHash, fixes: offered }, [
          title(`Published ${name}`),
          ...table([...lines, ["transaction", transactionHash], ["fixes", fixes.map((recall) => `recall ${recall}`).join(", ")]]),
        ]);
      }),
    );

type Row = [name: string, value: string];

/** @throws MusterError `release-fix-unoffered`, as the release itself cannot be taken back any more. */
async function offerFixes({ deployment, send }: Signed, modelId: ModelId, sequence: number, recalls: readonly RecallId[]) {
  const offered: { recallId: RecallId; tx: string }[] = [];
  for (const recall of recalls) {
    const { transactionHash } = await send(offerFix(deployment, recall, modelId, sequence)).catch((cause: unknown) => {
      const reason = cause instanceof Error ? cause.message : String(cause);
      throw new MusterError("release-fix-unoffered", { recallId: recall, modelId: formatModelId(modelId), sequence, reason }, { cause });
    });
    offered.push({ recallId: recall, tx: transactionHash });
  }
  return offered;
}

const now = (): number => Date.now() / 1000;

const describe = (source: ReleaseSource | ReadSuit) => ({
  form: source.form,
  ...(source.name === null ? {} : { target: source.name }),
  signature: source.signature,
  ...(source.expires === null ? {} : { expires: source.expires, expired: isExpired(source, now()) }),
  ...("manifestDigest" in source ? { manifestDigest: source.manifestDigest, vendorId: source.vendorId, classId: source.classId } : {}),
});

const about = (source: ReleaseSource): Row[] => [
  ["source", source.name === null ? source.form : `${source.form}, ${source.name}`],
  ["signature", source.signature === "verified" ? "verified" : "not checked"],
];

/** Published all the same: whoever signs may know that a password is only possible, or a key a test's. */
function warnOfSecrets({ output }: Context, findings: ImageReport["findings"]): void {
  if (findings.length === 0) return;
  output.note(`The image holds what every unit with it would share: ${number(findings.length)} found. See muster firmware check.`);
  for (const finding of findings.slice(0, 5)) output.note(`${place(finding.at)}  ${findingWords(finding)}`);
}

function warn({ output }: Context, source: ReleaseSource): void {
  if (source.signature === "unchecked")
    output.note(
      `The ${source.form} metadata's signature was not checked: name what you trust with ${source.form === "SUIT" ? "--trust-anchor" : "--tuf-root"}.`,
    );
  if (isExpired(source, now())) output.note(`The ${source.form} metadata expired on ${source.expires}.`);
}
