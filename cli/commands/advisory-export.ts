import { mkdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Command } from "commander";
import { PUBLISHER_CATEGORIES } from "../../lib/domain/csaf-recall.ts";
import { recallId } from "../../lib/domain/ids.ts";
import { advisoryFiles, createAdvisories, type ProviderFolder } from "../../lib/feed/advisories.ts";
import { publisherOf } from "../../lib/feed/publisher-settings.ts";
import { action } from "../context.ts";
import { required } from "../env.ts";
import { writeNew } from "../new-file.ts";
import { table, title } from "../output.ts";

type Options = { out: string };

export const advisoryExport = (parent: Command): Command =>
  parent
    .command("export")
    .description("write recalls as CSAF 2.0 advisories with their hashes and lists, for any static host")
    .argument("[recall]", "number of the recall (default: all of them, with feed, index and provider metadata)")
    .requiredOption("--out <folder>", "folder for the files; none that is there is overwritten")
    .addHelpText(
      "after",
      `
The bytes follow from the chain and the notices alone. Addresses inside are below --web. The publisher is named by
MUSTER_CSAF_NAME, MUSTER_CSAF_NAMESPACE, MUSTER_CSAF_CATEGORY (${PUBLISHER_CATEGORIES.join(", ")}) and MUSTER_CSAF_CONTACT.

Example:
  $ muster advisory export 2 --out advisories`,
    )
    .action(
      action<[string | undefined], Options>(async (context, { out }, number) => {
        const { settings } = context;
        const documents = context.documents();
        const publisher = publisherOf(settings, required(settings, "MUSTER_PUBLIC_URL"), settings.MUSTER_CHAIN_ID);
        const advisories = createAdvisories(context.feed, (digest) => documents.get(digest), publisher);
        const { files, withoutNotice }: ProviderFolder =
          number === undefined
            ? await advisories.folder()
            : { files: await advisoryFiles(await advisories.advisory(recallId(number))), withoutNotice: [] };
        for (const id of withoutNotice) context.output.note(`Recall ${id} is left out: its notice is missing or is not the one on chain.`);
        for (const [path, { content }] of files) {
          const target = join(out, path);
          await mkdir(dirname(target), { recursive: true });
          await writeNew(target, content);
        }
        context.output.result({ folder: out, files: [...files.keys()], withoutNotice }, [
          title(`Wrote ${files.size} files to ${out}`),
          ...table([...files].map(([path, { content }]): [string, string] => [path, `${content.length} bytes`])),
        ]);
      }),
    );
