import { type Command, InvalidArgumentError } from "commander";
import { parseEventLogs } from "viem";
import { organizationsAbi } from "../../lib/chain/abis.generated.ts";
import { setOperator } from "../../lib/chain/calls.ts";
import { orgId } from "../../lib/domain/ids.ts";
import { PERMISSIONS, type Permission } from "../../lib/domain/kinds.ts";
import { account, list } from "../arguments.ts";
import { action } from "../context.ts";
import { moment, table, title } from "../output.ts";

type Options = { permissions: Permission[] };

const NAMES = Object.keys(PERMISSIONS) as Permission[];

function permissions(text: string): Permission[] {
  if (text === "none") return [];
  const names = list(text);
  if (!names.every((name): name is Permission => NAMES.includes(name as Permission)))
    throw new InvalidArgumentError(`It has to be some of ${NAMES.join(", ")}, or none.`);
  return names as Permission[];
}

export const orgOperator = (parent: Command): Command =>
  parent
    .command("operator")
    .description("set what a key may do for an organisation (its admin); replaces what it could do before")
    .argument("<organisation>", "number of the organisation")
    .argument("<address>", "the operator's account")
    .requiredOption("--permissions <names>", `${NAMES.join(", ")}, separated by commas; none takes all away`, permissions)
    .addHelpText(
      "after",
      "\nRights over recalls that are new to a key begin three days later, within a day of the organisation's admission at once.\n\nExample:\n  $ muster org operator 3 0x90F79bf6EB2c4f870365E785982E1f101E93b906 --permissions models,batches --key-file admin.key",
    )
    .action(
      action<[string, string], Options>(async (context, { permissions: granted }, org, address) => {
        const operator = account(address);
        const { deployment, send } = await context.chain();
        const { transactionHash, logs } = await send(setOperator(deployment, orgId(org), operator, granted));
        const [event] = parseEventLogs({ abi: organizationsAbi, logs, eventName: "OperatorSet" });
        const hasRecalls = granted.some((permission) => permission.startsWith("recall-"));
        const recallsFrom = hasRecalls ? (event?.args.releaseFrom ?? null) : null;
        context.output.result({ orgId: orgId(org), operator, permissions: granted, recallsFrom, tx: transactionHash }, [
          title(granted.length > 0 ? `${operator} may: ${granted.join(", ")}` : `${operator} may do nothing any more`),
          ...table([
            ["recalls", recallsFrom === null ? null : `from ${moment(recallsFrom)} on`],
            ["transaction", transactionHash],
          ]),
        ]);
      }),
    );
