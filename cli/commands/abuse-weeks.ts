import type { Command } from "commander";
import { z } from "zod";
import { countAbuse } from "../../lib/chain/calls.ts";
import { MusterError } from "../../lib/domain/errors.ts";
import { type Asn, asNumber, parseAsn, parseModelId } from "../../lib/domain/ids.ts";
import { weekEnd, weekOf, weekStart } from "../../lib/domain/week.ts";
import { askAbuse } from "../abuse-api.ts";
import { wholeNumber } from "../arguments.ts";
import { action } from "../context.ts";
import { date, heading, number, table } from "../output.ts";

const numbers = z.object({ modelId: z.string().nullable(), reported: z.number(), claimed: z.number(), remedied: z.number() });
const answerSchema = z.object({ asn: z.number(), week: z.number(), counts: z.array(numbers) });

type Options = { asn?: Asn; week?: number; publish?: true };

export const abuseWeeks = (parent: Command): Command =>
  parent
    .command("weeks")
    .description("what came of the reports of a week, by model, and publish it on chain")
    .option("--week <number>", "week, the last whole one unless given", wholeNumber)
    .option("--asn <number>", "network, where your organisation runs several", parseAsn)
    .option("--publish", "enter the counts in the register, once and for good")
    .addHelpText("after", "\nNumbers under 5 are 0.\n\nExample:\n  $ muster abuse weeks --asn 64500 --publish")
    .action(
      action<[], Options>(async (context, { asn, week = weekOf(Date.now() / 1000) - 1, publish }) => {
        if (publish && weekEnd(week) > Date.now() / 1000) throw new MusterError("abuse-week-invalid", { week });
        const answer = await askAbuse(context.settings, "weeks", answerSchema, { query: { asn, week } });
        const counts = answer.counts.map(({ modelId, ...rest }) => ({ modelId: modelId === null ? null : parseModelId(modelId), ...rest }));
        const tx = publish ? await publishWeek() : undefined;
        async function publishWeek(): Promise<string> {
          const { deployment, send } = await context.chain();
          return (await send(countAbuse(deployment, asNumber(answer.asn), week, counts))).transactionHash;
        }
        context.output.result({ ...answer, ...(tx ? { tx } : {}) }, [
          heading(`AS${answer.asn}, week ${week}, from ${date(weekStart(week))}`),
          ...table([
            ...answer.counts.map(({ modelId, reported, claimed, remedied }): [string, string] => [
              modelId ?? "model not known",
              `${number(reported)} reported, ${number(claimed)} tied to a device, ${number(remedied)} closed`,
            ]),
            ["nothing", answer.counts.length === 0 ? "no number reaches 5" : null],
            ["transaction", tx],
          ]),
        ]);
      }),
    );
