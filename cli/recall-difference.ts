import { styleText } from "node:util";
import type { Hex } from "viem";
import type { Amendment } from "../lib/chain/calls.ts";
import type { Measure, Severity } from "../lib/domain/kinds.ts";
import { decodeNotice, type Notice } from "../lib/domain/notice-document.ts";
import type { ScopeItem } from "../lib/domain/scope.ts";
import { type VersionDifference, versionDifference } from "../lib/domain/version-difference.ts";
import type { WordChange } from "../lib/domain/word-difference.ts";
import type { Context } from "./context.ts";
import { table } from "./output.ts";
import { scopeText } from "./scope-input.ts";

export type Difference = VersionDifference<ScopeItem>;

/** A notice that is kept here; null when it is not, or cannot be read. */
async function noticeAt(context: Context, digest: Hex): Promise<Notice | null> {
  const bytes = await context.documents().get(digest);
  return bytes && decodeNotice(bytes);
}

/** What an amendment changes in the recall as it stands. @param after Its notice, null when the recall keeps its own. */
export async function differenceOf(
  context: Context,
  present: { measure: Measure; severity: Severity; notice: Hex },
  { measure, severity, notice, added }: Amendment,
  after: Notice | null,
): Promise<Difference> {
  const before = notice === present.notice ? null : await noticeAt(context, present.notice);
  return versionDifference(
    { ...present, noticeDigest: present.notice, notice: before },
    { measure, severity, noticeDigest: notice, notice: after },
    added,
  );
}

/** Without colours the marks alone have to say it. */
const marked = ({ kind, text }: WordChange): string => {
  if (kind === "same") return text;
  const word = text.trimEnd();
  const space = text.slice(word.length);
  return `${kind === "added" ? styleText("green", `{+${word}+}`) : styleText("red", `[-${word}-]`)}${space}`;
};

const change = (values: { before: string; after: string } | null): string | null => values && `${values.before} -> ${values.after}`;

/** For people. */
export function differenceLines({ measure, severity, added, excluded, notice }: Difference): string[] {
  return [
    ...table([
      ["measure", change(measure)],
      ["severity", change(severity)],
      ["affected as well", added.map(scopeText).join(", ")],
      ["taken out", excluded.map(scopeText).join(", ")],
    ]),
    ...(notice === null ? ["  The notice before is not kept here, so its words cannot be compared."] : []),
    ...(notice ?? []).map(({ field, words }) => `  ${field}: ${words.map(marked).join("").replaceAll("\n", "\n    ")}`),
  ];
}

/** For programs. */
export const describeDifference = ({ added, excluded, ...rest }: Difference) => ({
  ...rest,
  added: added.map(scopeText),
  excluded: excluded.map((item) => scopeText(item)),
});
