import type { Command } from "commander";
import type { Step } from "../../lib/chain/draft.ts";
import { readRecall } from "../../lib/chain/read-recall.ts";
import { recallId } from "../../lib/domain/ids.ts";
import type { Measure, Severity } from "../../lib/domain/kinds.ts";
import { noticeDigest } from "../../lib/domain/notice-document.ts";
import { several } from "../arguments.ts";
import { action } from "../context.ts";
import { draftedLines, draftTo } from "../drafting.ts";
import { type CheckOptions, checkedLines, checkNotice, checkOptions } from "../notice-check.ts";
import { title } from "../output.ts";
import { differenceOf } from "../recall-difference.ts";
import {
  checkedAs,
  type DraftOptions,
  draftOptions,
  measureOption,
  type NoticeOptions,
  namesNotice,
  noticeOptions,
  readNotice,
  severityOption,
} from "../recall-input.ts";
import { describe, lines } from "../recall-text.ts";
import { checkedScope, completeScope, parseExclusion, parseScope, previewScope, SCOPE_FORMS, type TypedScope } from "../scope-input.ts";
import { describeSerials, type SerialOptions, scopeOfSerials, serialLines, serialOptions } from "../serial-scope.ts";

type Options = NoticeOptions &
  DraftOptions &
  SerialOptions &
  CheckOptions & { scope?: TypedScope[]; exclude?: TypedScope[]; measure?: Measure; severity?: Severity; reason: string };

export const recallAmend = (parent: Command): Command =>
  draftOptions(
    checkOptions(
      serialOptions(
        noticeOptions(
          parent
            .command("amend")
            .description("prepare the next version of a recall for a colleague to release; owners are told again")
            .argument("<recall>", "number of the recall")
            .requiredOption("--reason <text>", "why it changes, for the public")
            .option("--scope <item>", `what is affected as well: ${SCOPE_FORMS}; several times for several`, several(parseScope))
            .option("--exclude <item>", "what is not meant after all, in the same form; several times for several", several(parseExclusion))
            .addOption(measureOption())
            .addOption(severityOption("as it is")),
        ),
      ),
    ),
  )
    .addHelpText(
      "after",
      `
What is not named stays as it is. Exclusions and a lower severity can be released a day after the draft, everything else
at once.

Example:
  $ muster recall amend 2 --scope batch:7 --reason "Lot 7 has the board too." --out amendment.json --key-file draft.key`,
    )
    .action(
      action<[string], Options>(async (context, options, number) => {
        const id = recallId(number);
        const chain = await context.chain();
        const present = await readRecall(chain.sender.public, chain.deployment, id);
        const renewed = namesNotice(options) ? await readNotice(options) : null;
        const notice = renewed ? noticeDigest(renewed.bytes) : present.notice;
        const serials = await scopeOfSerials(chain, options);
        const typed = await completeScope(chain, [...(options.scope ?? []), ...(options.exclude ?? [])]);
        const added = checkedScope([...(serials?.scope ?? []), ...typed]);
        const asked = options.preview || options.dryRun;
        const preview = asked ? await previewScope(context, added, (await context.feed.recall(id)).scope) : null;
        const { measure = present.measure, severity = present.severity, reason } = options;
        const amendment = { recallId: id, version: present.version + 1, measure, severity, notice, added, reason };
        const step: Step = { step: "amend", issuer: present.issuer, amendment };
        const checked = renewed && checkNotice(renewed.notice, measure, checkedAs(options));
        const difference = await differenceOf(context, present, amendment, renewed?.notice ?? null);
        const shown = { step, notice: renewed?.notice ?? null, preview, difference };
        if (options.dryRun) {
          const text = [
            `Recall ${id} would be amended:`,
            ...lines(shown),
            ...serialLines(serials),
            ...(checked ? checkedLines(checked) : []),
          ];
          context.output.result({ ...describe(shown), serials: describeSerials(serials), ...checked }, text);
          return;
        }
        if (renewed) await context.documents().put(renewed.bytes);
        const drafted = await draftTo(options.out, chain, step, present.severity);
        context.output.result({ ...drafted, ...describe(shown), serials: describeSerials(serials), ...checked }, [
          title(`Drafted version ${amendment.version} of recall ${id} in ${drafted.file}`),
          ...lines(shown),
          ...serialLines(serials),
          ...(checked ? checkedLines(checked) : []),
          ...draftedLines(drafted),
        ]);
      }),
    );
