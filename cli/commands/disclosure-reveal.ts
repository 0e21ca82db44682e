import type { Command } from "commander";
import { isAddressEqual, parseEventLogs } from "viem";
import { disclosuresAbi } from "../../lib/chain/abis.generated.ts";
import { revealDisclosure } from "../../lib/chain/calls.ts";
import { MusterError } from "../../lib/domain/errors.ts";
import { decodeFinding } from "../../lib/domain/finding-file.ts";
import { readBytes } from "../arguments.ts";
import { action } from "../context.ts";
import { table, title } from "../output.ts";

const MAX_FILE_BYTES = 16 * 1024;

export const disclosureReveal = (parent: Command): Command =>
  parent
    .command("reveal")
    .description("reveal what you filed an hour ago or longer; the maker's time to answer begins")
    .argument("<file>", "what `disclosure commit` has kept")
    .addHelpText("after", "\nExample:\n  $ muster disclosure reveal finding.json --key-file mine.key")
    .action(
      action<[string], object>(async (context, _options, path) => {
        const { chainId, disclosures, researcher, finding } = decodeFinding(Buffer.from(await readBytes(path, MAX_FILE_BYTES)).toString());
        const { deployment, sender, send } = await context.chain();
        const account = sender.wallet.account.address;
        const isHere = chainId === deployment.chainId && isAddressEqual(disclosures, deployment.contracts.Disclosures);
        if (!isHere || !isAddressEqual(researcher, account)) throw new MusterError("finding-elsewhere", { account, researcher });
        const { logs, transactionHash } = await send(revealDisclosure(deployment, finding));
        const [revealed] = parseEventLogs({ abi: disclosuresAbi, logs, eventName: "DisclosureRevealed" });
        const id = revealed?.args.disclosureId;
        context.output.result({ disclosureId: id, tx: transactionHash }, [
          title(`Revealed as disclosure ${id}. The maker's time to answer runs.`),
          ...table([["transaction", transactionHash]]),
        ]);
      }),
    );
