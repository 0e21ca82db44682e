import { type Command, Option } from "commander";
import { recordRemedy, stateRemedy } from "../../lib/chain/calls.ts";
import { formatDeviceId, type OrgId, orgId, parseDeviceId, recallId } from "../../lib/domain/ids.ts";
import { REMEDIES, type Remedy } from "../../lib/domain/kinds.ts";
import { act } from "../act.ts";
import { wayTo } from "../affected.ts";
import { action } from "../context.ts";

type Options = { how: Remedy; org?: OrgId };

export const recallRemedy = (parent: Command): Command =>
  parent
    .command("remedy")
    .description("say what was done about a unit other than an update: as its owner, or for a repairer or its maker")
    .argument("<recall>", "number of the recall", recallId)
    .argument("<device>", "unit, for example 7-123", parseDeviceId)
    .addOption(new Option("--how <remedy>", "what was done").choices(REMEDIES.filter((name) => name !== "none")).makeOptionMandatory())
    .option("--org <number>", "the repairer or the maker for which you say it; without it you say it as the owner", orgId)
    .addHelpText("after", "\nExample:\n  $ muster recall remedy 2 7-123 --how replaced --org 6 --key-file repairer.key")
    .action(
      action<[ReturnType<typeof recallId>, ReturnType<typeof parseDeviceId>], Options>(async (context, { how, org }, id, device) => {
        const path = await wayTo(context, id, device);
        const unit = formatDeviceId(device);
        await act(
          context,
          (register) =>
            org === undefined ? stateRemedy(register, id, device, path, how) : recordRemedy(register, id, device, path, how, org),
          { recallId: id, deviceId: unit, remedy: how, ...(org === undefined ? {} : { orgId: org }) },
          `Unit ${unit} was ${how}, in recall ${id}`,
        );
      }),
    );
