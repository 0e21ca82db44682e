import type { Command } from "commander";
import { proveRelease } from "../../lib/chain/calls.ts";
import { checkAnswer, proofFrom } from "../../lib/chain/device-proof.ts";
import { readRelease } from "../../lib/chain/read-release.ts";
import { formatDeviceId, parseModelId } from "../../lib/domain/ids.ts";
import { action } from "../context.ts";
import { required } from "../env.ts";
import { findInFolder, proofOnline } from "../lookup.ts";
import { table, title } from "../output.ts";

type Options = { dir?: string };

export const deviceProve = (parent: Command): Command =>
  parent
    .command("prove")
    .description("register what a unit proved by its own signature to run; anyone may")
    .argument("<answer>", "what the unit answered to muster device challenge")
    .option("--dir <folder>", "folder of the built batch, instead of the register's web server (--web)")
    .addHelpText("after", "\nExample:\n  $ muster device prove muster-answer-1:0000… --key-file my.key")
    .action(
      action<[string], Options>(async (context, { dir }, text) => {
        const chain = await context.chain();
        const { deployment, sender } = chain;
        const answer = await checkAnswer(sender.public, deployment, text, async (device, sequence) => {
          const { batch } = await context.feed.device(formatDeviceId(device));
          return readRelease(sender.public, deployment, parseModelId(batch.model.id), sequence);
        });
        const { deviceId, deadline } = answer.challenge;
        const proof = dir
          ? (await findInFolder(chain, dir, answer.claimKey, deviceId)).proof
          : await proofOnline(required(context.settings, "MUSTER_PUBLIC_URL"), deviceId);
        const { transactionHash } = await chain.send(
          proveRelease(deployment, deviceId, answer.release, deadline, proofFrom(answer, proof)),
        );
        const device = formatDeviceId(deviceId);
        const { version, digest } = answer.published;
        context.output.result({ deviceId: device, release: answer.release, version, digest, evidence: "device", tx: transactionHash }, [
          title(`Unit ${device} runs release ${answer.release} (${version}), by its own signature`),
          ...table([
            ["image", digest],
            ["transaction", transactionHash],
          ]),
        ]);
      }),
    );
