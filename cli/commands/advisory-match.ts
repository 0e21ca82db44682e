import type { Command } from "commander";
import { MAX_SCOPE_ITEMS } from "../../lib/domain/product-match.ts";
import { findProducts } from "../../lib/feed/found.ts";
import {
  describeAdvisory,
  describeProducts,
  describeReach,
  draftCommand,
  productLines,
  reachLines,
  readAdvisory,
} from "../advisory-input.ts";
import { action } from "../context.ts";
import { heading } from "../output.ts";
import { scopeText } from "../scope-input.ts";

export const advisoryMatch = (parent: Command): Command =>
  parent
    .command("match")
    .description("which batches of which brands contain an advisory's products, and how many units")
    .argument("<file>", "CSAF 2.0 advisory or CVE 5 record")
    .addHelpText(
      "after",
      `
Products are found by GTIN, by vendor with name, model number, CPE or package URL. What only resembles a model, and
versions that cannot be ordered, are questions: they count under "at most" and stay out of the command that is printed.

Example:
  $ muster advisory match advisory.json`,
    )
    .action(
      action<[string], object>(async (context, _options, file) => {
        const advisory = await readAdvisory(file);
        const found = await findProducts(context.feed, advisory.products);
        const { certain, possible, reached } = found;
        const draft = advisory.format === "csaf-2.0" ? draftCommand(advisory, certain, ["--csaf", file]) : null;
        const isMore = possible.length > certain.length;
        context.output.result(
          {
            advisory: describeAdvisory(advisory),
            products: describeProducts(found.products),
            leftOver: found.leftOver.map(({ id }) => id),
            certain: { scope: certain.map(scopeText), reached: describeReach(reached.certain) },
            atMost: { scope: possible.map(scopeText), reached: describeReach(reached.possible) },
            draft,
          },
          [
            heading(`${advisory.document.tracking.id}: ${advisory.document.title}`),
            ...productLines(found),
            ...part("Certainly concerned:", certain.length, reached.certain),
            ...(isMore ? part("At most, with all that is to be decided:", possible.length, reached.possible) : []),
            ...(draft ? [heading("To draft a recall of what is certain:"), `  $ ${draft}`] : []),
          ],
        );
      }),
    );

const part = (title: string, items: number, preview: Parameters<typeof reachLines>[0] | null): string[] => [
  heading(title),
  ...(preview
    ? reachLines(preview)
    : [items > MAX_SCOPE_ITEMS ? `  more than ${MAX_SCOPE_ITEMS} entries: split it into several recalls` : "  nothing in the register"]),
];
