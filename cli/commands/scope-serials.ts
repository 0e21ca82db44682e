import type { Command } from "commander";
import { action } from "../context.ts";
import { heading } from "../output.ts";
import { describeSerials, folderOptions, readSerials, type SerialOptions, serialLines } from "../serial-scope.ts";

export const scopeSerials = (parent: Command): Command =>
  folderOptions(
    parent
      .command("serials")
      .description("how a phrase of serials is read, and which units of built batches it names; asks nobody and changes nothing")
      .argument("<phrase>", "as a regulator writes it"),
  )
    .addHelpText(
      "after",
      `
Known are ranges (A through B, between A and B, A and higher), beginnings (beginning with 12J, 12K; 5512*), places for any
character (24003xx), endings, single serials and exceptions (except 2400311). Serials count in the order that the batch was built with.

Example:
  $ muster scope serials "U96Y28876 through U96Y29128, except U96Y28900" --batch-folder batch-L2409`,
    )
    .action(
      action<[string], Omit<SerialOptions, "serials">>(async ({ output }, options, phrase) => {
        const serials = await readSerials(phrase, options);
        const understood = { fully: "All of it was understood.", partly: "Some of it was understood.", refused: "It names no serials." };
        output.result(describeSerials(serials), [heading(understood[serials.reading.outcome]), ...serialLines(serials)]);
      }),
    );
