import { type Command, Option } from "commander";
import { MEASURES, type Measure } from "../../lib/domain/kinds.ts";
import { lintNotice } from "../../lib/domain/notice-lint.ts";
import { action } from "../context.ts";
import { findingLines, type MarketOptions, marketOption } from "../notice-check.ts";
import { EXIT, heading, title } from "../output.ts";
import { readNotice } from "../recall-input.ts";

export const noticeLint = (parent: Command): Command =>
  parent
    .command("lint")
    .description("hold a notice against the rules on recall notices of its markets; exit code 1 when one of them is broken")
    .argument("<file>", "notice in the form muster-notice/1")
    .addOption(
      new Option("--measure <measure>", "only a recall is bound by the rules; for anything else they are advice")
        .choices(MEASURES.filter((measure) => measure !== "none"))
        .default("recall"),
    )
    .addOption(marketOption())
    .addHelpText("after", "\nExample:\n  $ muster notice lint notice.json --market eu,us")
    .action(
      action<[string], MarketOptions & { measure: Measure }>(async ({ output }, { measure, market }, file) => {
        const { notice } = await readNotice({ notice: file });
        const findings = lintNotice(notice, measure, market);
        const broken = findings.filter(({ severity }) => severity === "must").length;
        const head =
          findings.length === 0 ? title("Nothing was found.") : heading(`${broken} to mend, ${findings.length - broken} to consider`);
        output.result({ measure, markets: market, findings }, [head, ...findingLines(findings)]);
        if (broken > 0) process.exitCode = EXIT.failed;
      }),
    );
