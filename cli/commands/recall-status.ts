import type { Command } from "commander";
import { recallId } from "../../lib/domain/ids.ts";
import { completion, rate, totalRemedied } from "../../lib/domain/statistics.ts";
import type { RecallView } from "../../lib/feed/wire.ts";
import { action, type Context } from "../context.ts";
import { date, heading, number, reach, share, table } from "../output.ts";

export const recallStatus = (parent: Command): Command =>
  parent
    .command("status")
    .description("how far a recall has come: every figure with its count and its denominator")
    .argument("<recall>", "number of the recall")
    .addHelpText("after", "\nExample:\n  $ muster recall status 2")
    .action(
      action<[string], object>(async (context, _options, number) => {
        const id = recallId(number);
        const [recall, health] = await Promise.all([context.feed.recall(id), context.feed.health()]);
        const told = await toldOf(context, recall);
        const { counts } = recall;
        const of = counts.involved;
        const figures = {
          claimed: rate(counts.claimed, of),
          withContact: told && rate(told.withContact, of),
          told: told && rate(told.told, of),
          acknowledged: rate(counts.acknowledged, of),
          remedied: completion(counts),
        };
        const { block } = health;
        const { state, version, measure, severity, minEvidence, openedAt, endedAt } = recall;
        context.output.result(
          {
            recallId: id,
            state,
            version,
            measure,
            severity,
            minEvidence,
            openedAt,
            endedAt,
            involved: of,
            brands: counts.brands,
            batches: counts.batches,
            figures,
            remediedByEvidence: counts.remedied,
            asOf: block,
          },
          lines(recall, told, block),
        );
      }),
    );

type Told = { withContact: number; told: number } | null;

/** Who has been told is not on the chain; only the register's operator knows it. */
async function toldOf({ settings }: Context, { id }: RecallView): Promise<Told> {
  if (!settings.DATABASE_URL) return null;
  const { openStore } = await import("../../lib/store/store.ts");
  const store = openStore({ url: settings.DATABASE_URL, connections: 1 });
  try {
    return await store.reachOf(recallId(id), settings.MUSTER_CHAIN_ID);
  } finally {
    await store.close();
  }
}

function lines(
  { id, issuer, version, measure, severity, state, openedAt, endedAt, counts, fixes }: RecallView,
  told: Told,
  block: { number: number; timestamp: number },
): string[] {
  const of = counts.involved;
  const { owner, repairer, maker, device } = counts.remedied;
  return [
    heading(`Recall ${id} by ${issuer.name}: ${measure}, severity ${severity}, ${state}`),
    ...table([
      ["opened", date(openedAt)],
      [state, endedAt === null ? null : date(endedAt)],
      ["version", version],
      ["involved", reach(counts)],
      ["claimed", share(counts.claimed, of)],
      ["with contact", told && share(told.withContact, of)],
      ["told", told && share(told.told, of)],
      ["acknowledged", share(counts.acknowledged, of)],
      ["remedied", share(totalRemedied(counts.remedied), of)],
      ["  by evidence", `device ${number(device)}, maker ${number(maker)}, repairer ${number(repairer)}, owner's word ${number(owner)}`],
      [
        "fixes",
        fixes.map(({ model, release }) => `${model.name} release ${release.sequence} (${release.version})`).join(", ") ||
          "none offered yet",
      ],
      ["as of", `block ${number(block.number)}, ${new Date(block.timestamp * 1000).toISOString().slice(0, 16).replace("T", " ")} UTC`],
    ]),
  ];
}
