import { buffer } from "node:stream/consumers";
import type { Command } from "commander";
import { z } from "zod";
import { type Asn, parseAsn } from "../../lib/domain/ids.ts";
import { LANGUAGES } from "../../lib/domain/language.ts";
import { XARF_MAX_BYTES } from "../../lib/domain/xarf.ts";
import { askAbuse } from "../abuse-api.ts";
import { readBytes } from "../arguments.ts";
import { action } from "../context.ts";
import { date, heading, table, title } from "../output.ts";

const answerSchema = z.object({
  link: z.url(),
  code: z.string(),
  asn: z.number(),
  expiresAt: z.number(),
  likely: z.object({ classes: z.array(z.string()), because: z.array(z.object({ by: z.string(), name: z.string(), source: z.string() })) }),
  recalls: z.array(z.object({ id: z.number(), severity: z.string(), because: z.string(), url: z.string() })),
  texts: z.record(z.enum(LANGUAGES), z.string()),
});

type Options = { asn?: Asn };

/** As much as the register takes of a mail. */
const MAX_BYTES = 2 * XARF_MAX_BYTES;

/** JSON begins with a brace, whatever stands before it; a mail begins with a header. */
const isJson = (bytes: Uint8Array): boolean => /^(\xEF\xBB\xBF)?\s*[{[]/.test(Buffer.from(bytes.subarray(0, 200)).toString("latin1"));

export const abuseReport = (parent: Command): Command =>
  parent
    .command("report")
    .description("hand in a report about an attacking device (XARF), and get the link for your customer")
    .argument("<file>", "the report as JSON, or a mail that carries it; - reads standard input")
    .option("--asn <number>", "network, where your organisation runs several", parseAsn)
    .addHelpText(
      "after",
      "\nThe key is read from MUSTER_ABUSE_API_KEY; it is made in the console.\n\nExample:\n  $ muster abuse report report.json --asn 64500",
    )
    .action(
      action<[string], Options>(async (context, { asn }, file) => {
        const bytes = Uint8Array.from(file === "-" ? await buffer(process.stdin) : await readBytes(file, MAX_BYTES));
        const body = { type: isJson(bytes) ? "application/json" : "message/rfc822", bytes };
        const answer = await askAbuse(context.settings, "reports", answerSchema, { query: { asn }, body });
        const { link, likely, recalls, expiresAt, texts } = answer;
        const fitting = recalls.filter(({ because }) => because !== "open").map(({ id, because }) => `${id} (by ${because})`);
        context.output.result(answer, [
          title(link),
          ...table([
            ["network", `AS${answer.asn}`],
            ["open until", date(expiresAt)],
            ["likely", likely.classes.join(", ") || "cannot be told"],
            ["fitting recalls", fitting.join(", ") || "none"],
          ]),
          "",
          heading("To forward:"),
          texts.en,
        ]);
      }),
    );
