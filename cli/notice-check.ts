import { type Command, Option } from "commander";
import { MusterError } from "../lib/domain/errors.ts";
import type { Measure } from "../lib/domain/kinds.ts";
import type { Notice } from "../lib/domain/notice-document.ts";
import { type Finding, lintNotice, MARKETS, type Market } from "../lib/domain/notice-lint.ts";
import { list } from "./arguments.ts";
import { UsageError } from "./errors.ts";

export type MarketOptions = { market: Market[] };
export type CheckOptions = MarketOptions & { acceptFindings?: string };

/** What was found in a notice, and why that was accepted; null when nothing had to be. */
export type Checked = { findings: Finding[]; accepted: string | null };

function markets(text: string): Market[] {
  const named = list(text);
  const unknown = named.find((name) => !MARKETS.some((market) => market === name));
  if (unknown !== undefined)
    throw new UsageError(`${unknown} is not a market whose rules are known.`, `Use --market ${MARKETS.join(",")}.`);
  return named as Market[];
}

export const marketOption = () =>
  new Option("--market <markets>", "whose rules on recall notices count: eu, us or both, separated by a comma")
    .argParser(markets)
    .default(["eu"] satisfies Market[], "eu");

export const checkOptions = (command: Command): Command =>
  command
    .addOption(marketOption())
    .option("--accept-findings <reason>", "draft although the notice breaks rules of its markets; the reason is kept with the result");

/**
 * Holds a notice against the rules of its markets.
 * @throws MusterError `notice-findings` when one of them is broken and nobody has accepted that.
 */
export function checkNotice(notice: Notice, measure: Measure, { market, acceptFindings }: CheckOptions): Checked {
  const findings = lintNotice(notice, measure, market);
  const broken = findings.filter(({ severity }) => severity === "must");
  if (broken.length > 0 && acceptFindings === undefined) {
    const what = broken.map(({ field, says, rule }) => `${field}: ${says} (${rule})`).join(" ");
    throw new MusterError("notice-findings", { count: broken.length, what });
  }
  return { findings, accepted: broken.length > 0 ? (acceptFindings ?? null) : null };
}

/** Findings for people. */
export const findingLines = (findings: readonly Finding[]): string[] =>
  findings.flatMap(({ severity, field, words, says, instead, rule }) => [
    `  ${severity}  ${field}${words ? ` at ${words.at + 1}: "${words.text}"` : ""}`,
    `        ${says} ${instead}`,
    `        ${rule}`,
  ]);

export const checkedLines = ({ findings, accepted }: Checked): string[] => [
  ...findingLines(findings),
  ...(accepted === null ? [] : [`  accepted: ${accepted}`]),
];
