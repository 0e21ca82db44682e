import type { Command } from "commander";
import { emptyDeclaration } from "../../lib/domain/declaration-draft.ts";
import { PROVISIONS } from "../../lib/domain/en303645.ts";
import { formatModelId, parseModelId } from "../../lib/domain/ids.ts";
import { action } from "../context.ts";
import { writeNew } from "../new-file.ts";
import { title } from "../output.ts";

export const modelDraftDeclaration = (parent: Command): Command =>
  parent
    .command("draft-declaration")
    .description("write a security declaration of a model to fill in; nothing is answered in it")
    .argument("<model>", "model, for example 3-09506000134352")
    .requiredOption("--out <file>", "new file for the declaration")
    .addHelpText("after", "\nExample:\n  $ muster model draft-declaration 3-09506000134352 --out declaration.json")
    .action(
      action<[string], { out: string }>(async (context, { out }, model) => {
        const known = await context.feed.model(formatModelId(parseModelId(model)));
        await writeNew(out, `${JSON.stringify(emptyDeclaration(known), null, 2)}\n`);
        context.output.result({ modelId: known.id, file: out, provisions: PROVISIONS.length }, [
          title(`Wrote ${out}`),
          `Answer each of its ${PROVISIONS.length} provisions with met, not-met or not-applicable, the last two with a reason.`,
        ]);
      }),
    );
