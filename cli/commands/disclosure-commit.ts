import { randomBytes } from "node:crypto";
import { type Command, Option } from "commander";
import { bytesToHex, sha256 } from "viem";
import { fileDisclosure } from "../../lib/chain/calls.ts";
import { commitmentOf, type Finding } from "../../lib/domain/disclosure.ts";
import { encodeFinding } from "../../lib/domain/finding-file.ts";
import { type ModelId, parseModelId } from "../../lib/domain/ids.ts";
import { DISCLOSURE_KINDS, type DisclosureKind } from "../../lib/domain/kinds.ts";
import { readBytes, wholeNumber } from "../arguments.ts";
import { action } from "../context.ts";
import { writeNew } from "../new-file.ts";
import { table, title } from "../output.ts";

type Options = { kind: DisclosureKind; document: string; out: string; declaration: number; subject: string };

const MAX_DOCUMENT_BYTES = 100 * 1024 * 1024;

export const disclosureCommit = (parent: Command): Command =>
  parent
    .command("commit")
    .description("file what you found out about a model, by a hash that tells nobody what it is")
    .argument("<model>", "model, as 3-09506000134352", parseModelId)
    .addOption(new Option("--kind <kind>", "what it is").choices(DISCLOSURE_KINDS.filter((kind) => kind !== "none")).makeOptionMandatory())
    .requiredOption("--document <file>", "what you found out; it stays with you")
    .requiredOption("--out <file>", "where to keep what revealing it takes; nobody else has it")
    .option("--declaration <number>", "of a breach, the version of the security declaration", wholeNumber, 0)
    .option("--subject <text>", "of a breach the provision, as 5.1-1; of a vulnerability its CVE", "")
    .addHelpText(
      "after",
      "\nExample:\n  $ muster disclosure commit 3-09506000134352 --kind vulnerability --document report.pdf --out finding.json --key-file mine.key",
    )
    .action(
      action<[ModelId], Options>(async (context, { kind, document, out, declaration, subject }, modelId) => {
        const digest = sha256(await readBytes(document, MAX_DOCUMENT_BYTES));
        const { deployment, sender, send } = await context.chain();
        const { chainId, contracts } = deployment;
        const finding: Finding = { modelId, kind, declaration, subject, digest, salt: bytesToHex(randomBytes(32)) };
        const researcher = sender.wallet.account.address;
        const commitment = commitmentOf(chainId, contracts.Disclosures, researcher, finding);
        // First, because what is filed and not kept can never be revealed.
        await writeNew(out, encodeFinding({ chainId, disclosures: contracts.Disclosures, researcher, finding }));
        const { transactionHash } = await send(fileDisclosure(deployment, commitment));
        context.output.result({ commitment, finding: out, tx: transactionHash }, [
          title("Filed. Nobody can tell what it is about."),
          ...table([
            ["commitment", commitment],
            ["keep", `${out}: without it you cannot reveal it`],
            ["transaction", transactionHash],
          ]),
        ]);
      }),
    );
