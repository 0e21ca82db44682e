import type { Command } from "commander";
import { noticeFromCsaf } from "../../lib/domain/csaf-notice.ts";
import { encodeNotice } from "../../lib/domain/notice-document.ts";
import { findProducts } from "../../lib/feed/found.ts";
import { describeAdvisory, describeProducts, draftCommand, productLines, readAdvisory } from "../advisory-input.ts";
import { action } from "../context.ts";
import { writeNew } from "../new-file.ts";
import { heading, title } from "../output.ts";
import { scopeText } from "../scope-input.ts";

type Options = { out: string };

export const advisoryImport = (parent: Command): Command =>
  parent
    .command("import")
    .description("make a notice from an advisory, and match its products to the register's models")
    .argument("<file>", "CSAF 2.0 advisory or CVE 5 record")
    .requiredOption("--out <file>", "new file for the notice, in the form muster-notice/1")
    .addHelpText(
      "after",
      `
Every product of the advisory stays in the notice. The scope that is suggested holds only what is certain.

Example:
  $ muster advisory import advisory.json --out notice.json`,
    )
    .action(
      action<[string], Options>(async (context, { out }, file) => {
        const advisory = await readAdvisory(file);
        const bytes = encodeNotice(noticeFromCsaf(advisory));
        const found = await findProducts(context.feed, advisory.products);
        await writeNew(out, bytes);
        const draft = draftCommand(advisory, found.certain, ["--notice", out]);
        context.output.result(
          {
            advisory: describeAdvisory(advisory),
            notice: out,
            products: describeProducts(found.products),
            leftOver: found.leftOver.map(({ id }) => id),
            scope: found.certain.map(scopeText),
            draft,
          },
          [
            title(`Wrote the notice to ${out}`),
            heading(`${advisory.document.tracking.id}: ${advisory.document.title}`),
            ...productLines(found),
            ...(draft ? [heading("To draft a recall of what is certain:"), `  $ ${draft}`] : []),
          ],
        );
      }),
    );
