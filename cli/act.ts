import type { Call } from "../lib/chain/calls.ts";
import type { Deployment } from "../lib/chain/deployments.ts";
import type { Context } from "./context.ts";
import { table, title } from "./output.ts";

/** An act that is one transaction, and one sentence when it is done. */
export async function act(context: Context, call: (deployment: Deployment) => Call, data: object, sentence: string): Promise<void> {
  const { deployment, send } = await context.chain();
  const { transactionHash } = await send(call(deployment));
  context.output.result({ ...data, tx: transactionHash }, [title(sentence), ...table([["transaction", transactionHash]])]);
}
