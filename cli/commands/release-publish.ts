import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import type { Command } from "commander";
import type { Hex } from "viem";
import { publishRelease } from "../../lib/chain/calls.ts";
import { MusterError } from "../../lib/domain/errors.ts";
import { formatModelId, parseModelId } from "../../lib/domain/ids.ts";
import { wholeNumber } from "../arguments.ts";
import { action } from "../context.ts";
import { number, table, title } from "../output.ts";

type Options = { sequence: number; label: string; image: string };

export const releasePublish = (parent: Command): Command =>
  parent
    .command("publish")
    .description("publish a firmware release: its digest and size; the image stays with you")
    .argument("<model>", "model, for example 3-09506000134352")
    .requiredOption("--sequence <number>", "higher than every earlier release of the model", wholeNumber)
    .requiredOption("--label <text>", "version as people know it, for example 1.2.0")
    .requiredOption("--image <file>", "firmware image")
    .addHelpText(
      "after",
      "\nExample:\n  $ muster release publish 3-09506000134352 --sequence 2 --label 1.2.0 --image fw-1.2.0.bin --key-file maker.key",
    )
    .action(
      action<[string], Options>(async (context, { sequence, label, image }, model) => {
        const modelId = parseModelId(model);
        const { digest, size } = await measure(image);
        const { deployment, send } = await context.chain();
        const { transactionHash } = await send(publishRelease(deployment, { modelId, sequence, version: label, digest, size }));
        context.output.result({ modelId: formatModelId(modelId), sequence, version: label, digest, size, tx: transactionHash }, [
          title(`Published release ${sequence} (${label}) of model ${model}`),
          ...table([
            ["digest", digest],
            ["size", `${number(size)} bytes`],
            ["transaction", transactionHash],
          ]),
        ]);
      }),
    );

async function measure(path: string): Promise<{ digest: Hex; size: number }> {
  try {
    const { size } = await stat(path);
    const hash = createHash("sha256");
    for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
    return { digest: `0x${hash.digest("hex")}`, size };
  } catch (cause) {
    throw new MusterError("file-unreadable", { path, reason: (cause as NodeJS.ErrnoException).code ?? String(cause) }, { cause });
  }
}
