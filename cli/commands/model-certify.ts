import type { Command } from "commander";
import { certifyModel, revokeCertificate } from "../../lib/chain/calls.ts";
import { certificateEnd } from "../../lib/domain/certificate.ts";
import { formatModelId, type OrgId, orgId, parseModelId } from "../../lib/domain/ids.ts";
import { act } from "../act.ts";
import { day, organisation, wholeNumber } from "../arguments.ts";
import { action } from "../context.ts";
import { table, title } from "../output.ts";
import { measureImage } from "../release-input.ts";

type Options = { version: number; until: string; report: string; org?: OrgId };

export const modelCertify = (parent: Command): Command =>
  parent
    .command("certify")
    .description("certify the present security declaration of a model (laboratory); the report stays with you")
    .argument("<model>", "model, for example 3-09506000134352")
    .requiredOption("--version <number>", "of the declaration that was tested; no other is certified", wholeNumber)
    .requiredOption("--until <day>", "last day on which it counts", day)
    .requiredOption("--report <file>", "test report; only its SHA-256 becomes public")
    .option("--org <number>", "your laboratory, where the key acts for several", orgId)
    .addHelpText(
      "after",
      "\nExample:\n  $ muster model certify 3-09506000134352 --version 2 --until 2028-06-30 --report report.pdf --key-file laboratory.key",
    )
    .action(
      action<[string], Options>(async (context, { version, until, report, org }, model) => {
        const modelId = parseModelId(model);
        const { digest } = await measureImage(report);
        const chain = await context.chain();
        const laboratory = await organisation(chain, org, "certificates", "--org");
        const validUntil = certificateEnd(until);
        const { transactionHash } = await chain.send(
          certifyModel(chain.deployment, { laboratory, modelId, version, validUntil, report: digest }),
        );
        context.output.result({ modelId: formatModelId(modelId), laboratory, version, until, report: digest, tx: transactionHash }, [
          title(`Certified version ${version} of the declaration of model ${model}`),
          ...table([
            ["until", until],
            ["report", digest],
            ["transaction", transactionHash],
          ]),
        ]);
      }),
    );

export const modelRevokeCertificate = (parent: Command): Command =>
  parent
    .command("revoke-certificate")
    .description("take the certificate of a model back, with a public reason (laboratory)")
    .argument("<model>", "model, for example 3-09506000134352")
    .requiredOption("--reason <text>", "why, for the public")
    .requiredOption("--org <number>", "your laboratory", orgId)
    .addHelpText(
      "after",
      '\nExample:\n  $ muster model revoke-certificate 3-09506000134352 --org 6 --reason "Another device was tested" --key-file laboratory.key',
    )
    .action(
      action<[string], { reason: string; org: OrgId }>((context, { reason, org }, model) => {
        const modelId = parseModelId(model);
        return act(
          context,
          (register) => revokeCertificate(register, org, modelId, reason),
          { modelId: formatModelId(modelId), laboratory: org, reason },
          `Revoked the certificate of model ${model}: ${reason}`,
        );
      }),
    );
