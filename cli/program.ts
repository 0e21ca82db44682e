import { Command, Option } from "commander";
import { CAST } from "../lib/domain/cast.ts";
import { abuseReport } from "./commands/abuse-report.ts";
import { abuseWeeks } from "./commands/abuse-weeks.ts";
import { advisoryExport } from "./commands/advisory-export.ts";
import { advisoryImport } from "./commands/advisory-import.ts";
import { advisoryMatch } from "./commands/advisory-match.ts";
import { audit } from "./commands/audit.ts";
import { batchBuild } from "./commands/batch-build.ts";
import { batchFreeze } from "./commands/batch-freeze.ts";
import { batchLabels } from "./commands/batch-labels.ts";
import { batchParts } from "./commands/batch-parts.ts";
import { batchRegister } from "./commands/batch-register.ts";
import { deviceChallenge } from "./commands/device-challenge.ts";
import { deviceClaim } from "./commands/device-claim.ts";
import { deviceAcceptHandover, deviceOfferHandover, deviceTakeBackHandover } from "./commands/device-handover.ts";
import { devicePatch } from "./commands/device-patch.ts";
import { deviceProof } from "./commands/device-proof.ts";
import { deviceProve } from "./commands/device-prove.ts";
import { deviceAwardTitle, deviceCompleteRecovery, deviceTakeBackAward, deviceVetoRecovery } from "./commands/device-recovery.ts";
import { deviceShow } from "./commands/device-show.ts";
import { deviceStartRecovery } from "./commands/device-start-recovery.ts";
import { deviceSwapPart } from "./commands/device-swap-part.ts";
import { disclosureCommit } from "./commands/disclosure-commit.ts";
import { disclosureReply } from "./commands/disclosure-reply.ts";
import { disclosureReveal } from "./commands/disclosure-reveal.ts";
import { disclosureWithdraw } from "./commands/disclosure-withdraw.ts";
import { firmwareCheck } from "./commands/firmware-check.ts";
import { modelCertify, modelRevokeCertificate } from "./commands/model-certify.ts";
import { modelDeclare } from "./commands/model-declare.ts";
import { modelDraftDeclaration } from "./commands/model-draft-declaration.ts";
import { modelExtend } from "./commands/model-extend.ts";
import { modelRegister } from "./commands/model-register.ts";
import { networkAssign } from "./commands/network-assign.ts";
import { networkImport } from "./commands/network-import.ts";
import { networkMember } from "./commands/network-member.ts";
import { networkRecord } from "./commands/network-record.ts";
import { networkReply } from "./commands/network-reply.ts";
import { networkWithdraw } from "./commands/network-withdraw.ts";
import { noticeLint } from "./commands/notice-lint.ts";
import { orgAcceptAdmin, orgOfferAdmin, orgReplaceAdmin } from "./commands/org-admin.ts";
import { orgAdmit } from "./commands/org-admit.ts";
import { orgOperator } from "./commands/org-operator.ts";
import { orgSuspend } from "./commands/org-suspend.ts";
import { recallAcknowledge } from "./commands/recall-acknowledge.ts";
import { recallAmend } from "./commands/recall-amend.ts";
import { recallClose } from "./commands/recall-close.ts";
import { recallDiscard } from "./commands/recall-discard.ts";
import { recallDraft } from "./commands/recall-draft.ts";
import { recallFix } from "./commands/recall-fix.ts";
import { recallRelease } from "./commands/recall-release.ts";
import { recallRemedy } from "./commands/recall-remedy.ts";
import { recallReply } from "./commands/recall-reply.ts";
import { recallStatus } from "./commands/recall-status.ts";
import { recallWithdraw } from "./commands/recall-withdraw.ts";
import { releasePublish } from "./commands/release-publish.ts";
import { releaseRevoke } from "./commands/release-revoke.ts";
import { reportRevoke } from "./commands/report-revoke.ts";
import { reportSend } from "./commands/report-send.ts";
import { reportShow } from "./commands/report-show.ts";
import { scopeSerials } from "./commands/scope-serials.ts";

/** The table of commands. Every noun is a group, every verb a file in commands/. */
export function createProgram(): Command {
  const program = new Command("muster")
    .description("The register of connected devices, from the command line.")
    .option("--json", "JSON also on a terminal; into a pipe it always is")
    .option("--rpc <url>", "node of the chain (MUSTER_RPC_URL)")
    .option("--chain-id <number>", "chain of the register (MUSTER_CHAIN_ID)")
    .option("--api <url>", "the indexer's API (MUSTER_API_URL)")
    .option("--web <url>", "the register's web pages (MUSTER_PUBLIC_URL)")
    .option("--documents <folder>", "where notices, manifests and trees are kept (MUSTER_DOCUMENTS)")
    .option("--key-file <path>", "file with the private key that signs; or set MUSTER_KEY")
    .addOption(new Option("--as <name>", "on the local chain, one of the cast").choices(CAST.map(({ id }) => id)))
    .addHelpText(
      "after",
      `
Where no setting is given, commands work on the demonstration that npm run demo started in this checkout.
Exit codes: 0 done, 1 refused or failed, 2 the command line or a setting cannot be understood.

Example:
  $ muster recall status 1`,
    )
    .configureHelp({ showGlobalOptions: true })
    // Errors are reported in one place, below; commander's own text would not be JSON.
    .configureOutput({ outputError: () => undefined })
    .exitOverride();

  const organisations = program.command("org").description("organisations and who acts for them");
  orgAdmit(organisations);
  orgOperator(organisations);
  orgOfferAdmin(organisations);
  orgAcceptAdmin(organisations);
  orgReplaceAdmin(organisations);
  orgSuspend(organisations);

  const models = program.command("model").description("product lines");
  modelRegister(models);
  modelExtend(models);
  modelDraftDeclaration(models);
  modelDeclare(models);
  modelCertify(models);
  modelRevokeCertificate(models);

  const releases = program.command("release").description("firmware releases");
  releasePublish(releases);
  releaseRevoke(releases);

  const firmware = program.command("firmware").description("firmware images, before they are published");
  firmwareCheck(firmware);

  const reports = program.command("report").description("what an update service knows: which units run a release");
  reportSend(reports);
  reportRevoke(reports);
  reportShow(reports);

  const batches = program.command("batch").description("batches of units, from the factory's file to the chain");
  batchBuild(batches);
  batchParts(batches);
  batchRegister(batches);
  batchLabels(batches);
  batchFreeze(batches);

  const devices = program.command("device").description("single units and their owners");
  deviceClaim(devices);
  devicePatch(devices);
  deviceChallenge(devices);
  deviceProve(devices);
  deviceSwapPart(devices);
  deviceOfferHandover(devices);
  deviceAcceptHandover(devices);
  deviceTakeBackHandover(devices);
  deviceStartRecovery(devices);
  deviceVetoRecovery(devices);
  deviceCompleteRecovery(devices);
  deviceAwardTitle(devices);
  deviceTakeBackAward(devices);
  deviceShow(devices);
  deviceProof(devices);

  const scopes = program.command("scope").description("which units a recall would mean");
  scopeSerials(scopes);

  const notices = program.command("notice").description("what owners read about a recall");
  noticeLint(notices);

  const recalls = program.command("recall").description("recalls and what became of them");
  recallDraft(recalls);
  recallRelease(recalls);
  recallAmend(recalls);
  recallClose(recalls);
  recallWithdraw(recalls);
  recallDiscard(recalls);
  recallFix(recalls);
  recallReply(recalls);
  recallAcknowledge(recalls);
  recallRemedy(recalls);
  recallStatus(recalls);

  const disclosures = program.command("disclosure").description("what researchers found out, and what makers say of it");
  disclosureCommit(disclosures);
  disclosureReveal(disclosures);
  disclosureReply(disclosures);
  disclosureWithdraw(disclosures);

  const networks = program.command("network").description("networks that let invented source addresses out, and who says what about it");
  networkImport(networks);
  networkRecord(networks);
  networkWithdraw(networks);
  networkReply(networks);
  networkMember(networks);
  networkAssign(networks);

  audit(program);

  const advisories = program.command("advisory").description("security advisories of others, and recalls as advisories");
  advisoryImport(advisories);
  advisoryMatch(advisories);
  advisoryExport(advisories);

  const abuse = program.command("abuse").description("reports about attacking devices, for operators of networks");
  abuseReport(abuse);
  abuseWeeks(abuse);

  return program;
}
