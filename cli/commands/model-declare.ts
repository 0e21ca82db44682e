import type { Command } from "commander";
import { declareSecurity } from "../../lib/chain/calls.ts";
import {
  countProvisions,
  DECLARATION_MAX_BYTES,
  decodeDeclaration,
  encodeDeclaration,
  requireAgreement,
} from "../../lib/domain/declaration.ts";
import { legalViews, missingFields } from "../../lib/domain/declaration-views.ts";
import { formatModelId, parseModelId } from "../../lib/domain/ids.ts";
import { readBytes } from "../arguments.ts";
import { action } from "../context.ts";
import { number, table, title } from "../output.ts";

type Options = { dryRun?: true };

export const modelDeclare = (parent: Command): Command =>
  parent
    .command("declare")
    .description("declare the security of a model; earlier declarations stay public")
    .argument("<model>", "model, for example 3-09506000134352")
    .argument("<file>", "declaration in the form muster-declaration/1")
    .option("--dry-run", "show what would be declared, and change nothing")
    .addHelpText(
      "after",
      `
The document is kept in the documents folder; the chain holds its digest and the two classes. muster model draft-declaration
writes a file to fill in.

Example:
  $ muster model declare 3-09506000134352 declaration.json --key-file maker.key`,
    )
    .action(
      action<[string, string], Options>(async (context, { dryRun }, model, file) => {
        const modelId = parseModelId(model);
        const declaration = decodeDeclaration(await readBytes(file, DECLARATION_MAX_BYTES));
        const known = await context.feed.model(formatModelId(modelId));
        requireAgreement(declaration, known);
        const { credentials, keys } = declaration;
        const { mandatory, recommended } = countProvisions(declaration);
        const register = { ...known, supportEnd: declaration.support.until, declaredOn: declaration.signed.date, certificates: [] };
        const missing = Object.fromEntries(
          legalViews(declaration, register).map((view) => [view.id, missingFields(view).map(({ reference }) => reference)]),
        );
        const shown = { modelId: formatModelId(modelId), credentials, keys, mandatory, recommended, missing };
        const lines = table([
          ["credentials", credentials],
          ["keys", keys],
          ["mandatory provisions", `${number(mandatory.met)} met, ${number(mandatory.notMet)} not met`],
          ["recommendations", `${number(recommended.met)} met, ${number(recommended.notMet)} not met`],
          ...Object.entries(missing).map(([id, fields]): [string, string] => [`not stated (${id})`, fields.join(", ") || "nothing"]),
        ]);
        if (dryRun) {
          context.output.result(shown, [`Would declare the security of model ${model}`, ...lines]);
          return;
        }
        const { deployment, send } = await context.chain();
        const digest = await context.documents().put(encodeDeclaration(declaration));
        const { transactionHash } = await send(declareSecurity(deployment, { modelId, credentials, keys, digest }));
        context.output.result({ ...shown, digest, tx: transactionHash }, [
          title(`Declared the security of model ${model}`),
          ...lines,
          ...table([["transaction", transactionHash]]),
        ]);
      }),
    );
