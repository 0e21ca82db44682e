import type { NewRecall } from "../lib/chain/calls.ts";
import type { Step } from "../lib/chain/draft.ts";
import { releaseGas } from "../lib/chain/recall-gas.ts";
import { formatModelId } from "../lib/domain/ids.ts";
import type { Notice } from "../lib/domain/notice-document.ts";
import type { Preview } from "../lib/feed/wire.ts";
import { heading, number, table } from "./output.ts";
import { type Difference, describeDifference, differenceLines } from "./recall-difference.ts";
import { previewLines, scopeText } from "./scope-input.ts";

/** A step, with the notice that it brings and what its scope reaches; both null where they do not apply. */
export type Shown = {
  step: Step;
  notice: Notice | null;
  preview: Preview | null;
  /** Of an amendment, against the recall as it stands. */
  difference?: Difference | null;
};

const fixesOf = ({ fixes }: NewRecall): string[] => fixes.map(({ modelId, sequence }) => `${formatModelId(modelId)}:${sequence}`);

/** A step for programs. */
export function describe({ step, notice, preview, difference }: Shown) {
  const headline = notice?.headline;
  const reaches = preview && { ...preview.counts, owners: preview.owners, throughParts: preview.throughParts };
  const gas = releaseGas(step);
  if (step.step === "open") {
    const { issuer, measure, severity, minEvidence, notice: digest, scope } = step.recall;
    const fixes = fixesOf(step.recall);
    return {
      step: step.step,
      issuer,
      measure,
      severity,
      minEvidence,
      headline,
      notice: digest,
      scope: scope.map(scopeText),
      fixes,
      reaches,
      gas,
    };
  }
  if (step.step === "amend") {
    const { recallId, version, measure, severity, notice: digest, added, reason } = step.amendment;
    const { issuer } = step;
    return {
      step: step.step,
      issuer,
      recallId,
      version,
      measure,
      severity,
      headline,
      notice: digest,
      added: added.map(scopeText),
      reason,
      difference: difference ? describeDifference(difference) : null,
      reaches,
      gas,
    };
  }
  return { step: step.step, issuer: step.issuer, recallId: step.recallId, reason: step.reason };
}

/** The same for people. */
export function lines({ step, notice, preview, difference }: Shown): string[] {
  if (step.step === "open") {
    const { measure, severity, scope, notice: digest } = step.recall;
    return [
      ...table([
        ["headline", notice?.headline],
        ["measure", `${measure}, severity ${severity}`],
        ["scope", scope.map(scopeText).join(", ")],
        ["fix", fixesOf(step.recall).join(", ") || "none yet"],
        ["notice", digest],
        ["gas of the release", `about ${number(releaseGas(step))}`],
      ]),
      ...previewLines(preview),
    ];
  }
  if (step.step === "amend") {
    const { version, measure, severity, notice: digest, added, reason } = step.amendment;
    return [
      ...table([
        ["version", version],
        ["headline", notice?.headline],
        ["measure", `${measure}, severity ${severity}`],
        ["added", added.map(scopeText).join(", ") || "nothing"],
        ["reason", reason],
        ["notice", digest],
        ["gas of the release", `about ${number(releaseGas(step))}`],
      ]),
      ...(difference ? [heading("What changes"), ...differenceLines(difference)] : []),
      ...previewLines(preview),
    ];
  }
  return table([["reason", step.reason]]);
}
