import type { Command } from "commander";
import type { Address } from "viem";
import { type Call, startRecovery, startRecoveryByDevice } from "../../lib/chain/calls.ts";
import { chainTime } from "../../lib/chain/chain-time.ts";
import { proofFrom, readRecord } from "../../lib/chain/device-proof.ts";
import { checkRecoveryAnswer } from "../../lib/chain/device-recovery.ts";
import { type DeviceId, formatDeviceId, parseDeviceId } from "../../lib/domain/ids.ts";
import { CONTEST_DAYS } from "../../lib/domain/title.ts";
import { signRecovery } from "../../lib/domain/unit.ts";
import { CLAIM_SECONDS, findUnit, given, readClaimCode } from "../claim-input.ts";
import { action, type Context, type Signed } from "../context.ts";
import { required } from "../env.ts";
import { UsageError } from "../errors.ts";
import { findInFolder, proofOnline } from "../lookup.ts";
import { table, title } from "../output.ts";

type Options = { code?: string; answer?: string; device?: DeviceId; dir?: string };
type Start = { call: Call; deviceId: DeviceId; claimant: Address; basis: "code" | "device" };

export const deviceStartRecovery = (parent: Command): Command =>
  parent
    .command("start-recovery")
    .description("claim a unit that has an owner, who then has 14 days to object")
    .option("--code <code>", "claim code or the whole link from the label; - reads it from standard input")
    .option("--answer <text>", "what the unit answered to muster device challenge --claimant, which outranks the code; - as above")
    .option("--device <number>", "unit that it should be, for example 7-123", parseDeviceId)
    .option("--dir <folder>", "folder of the built batch, instead of the register's web server (--web)")
    .addHelpText(
      "after",
      `
By code the signing account is whoever shall own the unit; by the unit's answer it is the account that the challenge named, and anyone may
send it.

Example:
  $ muster device start-recovery --code M3S5-7TXT-JSF6-Y8PB-JE6F-1TG1-3F0G --web https://muster.example --key-file my.key
  $ muster device start-recovery --answer muster-recovery-answer-1:0000… --web https://muster.example --key-file any.key`,
    )
    .action(
      action<[], Options>(async (context, options) => {
        if ((options.code === undefined) === (options.answer === undefined))
          throw new UsageError("What proves that you have the unit was not said, or said twice.", "Give either --code or --answer.");
        const chain = await context.chain();
        const { call, deviceId, claimant, basis } = options.answer
          ? await byDevice(context, chain, options, await given(options.answer))
          : await byCode(context, chain, options, await readClaimCode(options.code ?? ""));
        const { transactionHash } = await chain.send(call);
        const id = formatDeviceId(deviceId);
        context.output.result({ deviceId: id, claimant, basis, tx: transactionHash }, [
          title(`Unit ${id} is claimed; its owner has ${CONTEST_DAYS} days to object`),
          ...table([
            ["claimant", claimant],
            ["claimed with", basis === "code" ? "the code from its box" : "the unit's own key"],
            ["transaction", transactionHash],
          ]),
        ]);
      }),
    );

async function byCode(context: Context, chain: Signed, options: Options, code: Uint8Array): Promise<Start> {
  const { deployment, sender } = chain;
  const unit = await findUnit(context, chain, code, options);
  const { deviceId } = unit;
  const claimant = sender.wallet.account.address;
  const [{ epoch }, now] = await Promise.all([readRecord(sender.public, deployment, deviceId), chainTime(sender.public)]);
  const deadline = now + CLAIM_SECONDS;
  const signature = await signRecovery(code, deployment.chainId, deployment.contracts, { deviceId, epoch, claimant, deadline });
  return { call: startRecovery(deployment, { ...unit, owner: claimant, deadline, signature }), deviceId, claimant, basis: "code" };
}

async function byDevice(context: Context, chain: Signed, { dir, device }: Options, text: string): Promise<Start> {
  const { deployment, sender } = chain;
  const answer = await checkRecoveryAnswer(sender.public, deployment, text);
  const { deviceId, claimant, deadline } = answer.challenge;
  if (device !== undefined && device !== deviceId)
    throw new UsageError(
      `The answer is of unit ${formatDeviceId(deviceId)}, not of ${formatDeviceId(device)}.`,
      "Check which unit answered.",
    );
  const proof = dir
    ? (await findInFolder(chain, dir, answer.claimKey, deviceId)).proof
    : await proofOnline(required(context.settings, "MUSTER_PUBLIC_URL"), deviceId);
  const call = startRecoveryByDevice(deployment, deviceId, claimant, deadline, proofFrom(answer, proof));
  return { call, deviceId, claimant, basis: "device" };
}
