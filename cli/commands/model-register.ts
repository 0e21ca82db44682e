import { type Command, Option } from "commander";
import { registerModel } from "../../lib/chain/calls.ts";
import { parseGtin } from "../../lib/domain/gtin.ts";
import { formatModelId, modelId, type OrgId, orgId } from "../../lib/domain/ids.ts";
import type { ModelKind } from "../../lib/domain/kinds.ts";
import { day, organisation, unixTime } from "../arguments.ts";
import { action } from "../context.ts";
import { table, title } from "../output.ts";

type Options = { gtin: string; name: string; kind: ModelKind; supportEnd: string; org?: OrgId };

export const modelRegister = (parent: Command): Command =>
  parent
    .command("register")
    .description("register a product line of your organisation")
    .requiredOption("--gtin <digits>", "GTIN of 8, 12, 13 or 14 digits")
    .requiredOption("--name <text>", "name under which it is sold")
    .requiredOption("--support-end <day>", "until when security updates are promised; may only move later", day)
    .addOption(new Option("--kind <kind>", "sold as such, or built into others").choices(["device", "component"]).default("device"))
    .option("--org <number>", "your organisation, where the key acts for several", orgId)
    .addHelpText(
      "after",
      '\nExample:\n  $ muster model register --gtin 09506000134352 --name "Doorway 2" --support-end 2030-12-31 --key-file maker.key',
    )
    .action(
      action<[], Options>(async (context, { gtin, name, kind, supportEnd, org }) => {
        const digits = parseGtin(gtin);
        const chain = await context.chain();
        const maker = await organisation(chain, org, "models", "--org");
        const { transactionHash } = await chain.send(
          registerModel(chain.deployment, { orgId: maker, gtin: digits, kind, supportEnd: unixTime(supportEnd), name }),
        );
        const id = formatModelId(modelId(maker, digits));
        context.output.result({ modelId: id, gtin: digits, kind, name, supportEnd, tx: transactionHash }, [
          title(`Registered ${name} as model ${id}`),
          ...table([["transaction", transactionHash]]),
        ]);
      }),
    );
