import { type Command, InvalidArgumentError } from "commander";
import { setOperator } from "../../lib/chain/calls.ts";
import { orgId } from "../../lib/domain/ids.ts";
import { PERMISSIONS, type Permission } from "../../lib/domain/kinds.ts";
import { account, list } from "../arguments.ts";
import { action } from "../context.ts";
import { table, title } from "../output.ts";

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
      "\nExample:\n  $ muster org operator 3 0x90F79bf6EB2c4f870365E785982E1f101E93b906 --permissions models,batches --key-file admin.key",
    )
    .action(
      action<[string, string], Options>(async (context, { permissions: granted }, org, address) => {
        const operator = account(address);
        const { deployment, send } = await context.chain();
        const { transactionHash } = await send(setOperator(deployment, orgId(org), operator, granted));
        context.output.result({ orgId: orgId(org), operator, permissions: granted, tx: transactionHash }, [
          title(granted.length > 0 ? `${operator} may now: ${granted.join(", ")}` : `${operator} may do nothing any more`),
          ...table([["transaction", transactionHash]]),
        ]);
      }),
    );
