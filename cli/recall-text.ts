import type { NewRecall } from "../lib/chain/calls.ts";
import type { Step } from "../lib/chain/draft.ts";
import { formatModelId } from "../lib/domain/ids.ts";
import type { Notice } from "../lib/domain/notice-document.ts";
import type { Preview } from "../lib/feed/wire.ts";
import { table } from "./output.ts";
import { previewLines, scopeText } from "./scope-input.ts";

/** A step, with the notice that it brings and what its scope reaches; both null where they do not apply. */
export type Shown = { step: Step; notice: Notice | null; preview: Preview | null };

const fixesOf = ({ fixes }: NewRecall): string[] => fixes.map(({ modelId, sequence }) => `${formatModelId(modelId)}:${sequence}`);

/** A step for programs. */
export function describe({ step, notice, preview }: Shown) {
  const headline = notice?.headline;
  const reaches = preview?.counts ?? null;
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
      reaches,
    };
  }
  return { step: step.step, issuer: step.issuer, recallId: step.recallId, reason: step.reason };
}

/** The same for people. */
export function lines({ step, notice, preview }: Shown): string[] {
  if (step.step === "open") {
    const { measure, severity, scope, notice: digest } = step.recall;
    return [
      ...table([
        ["headline", notice?.headline],
        ["measure", `${measure}, severity ${severity}`],
        ["scope", scope.map(scopeText).join(", ")],
        ["fix", fixesOf(step.recall).join(", ") || "none yet"],
        ["notice", digest],
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
      ]),
      ...previewLines(preview),
    ];
  }
  return table([["reason", step.reason]]);
}
