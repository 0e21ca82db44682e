import type { Command } from "commander";
import { recordObservations } from "../../lib/chain/calls.ts";
import { recordable } from "../../lib/chain/read-observed.ts";
import { formatAsn, type OrgId, orgId } from "../../lib/domain/ids.ts";
import type { Observation } from "../../lib/domain/observation.ts";
import { DEFAULT_VALIDITY_DAYS, type LeftOut } from "../../lib/domain/spoofer-sessions.ts";
import { organisation, validityDays } from "../arguments.ts";
import { action } from "../context.ts";
import { date, number, table, title } from "../output.ts";
import { tallyOf } from "../spoofer-source.ts";

type Options = { observer?: OrgId; days: number; send?: true };

export const networkImport = (parent: Command): Command =>
  parent
    .command("import")
    .description("count tests of source address validation by network, and record them as an observer")
    .argument("<sources...>", "files with sessions as CAIDA's Spoofer API has them, or the address of its first page")
    .option("--observer <number>", "organisation that observes; needed where the key acts for several", orgId)
    .option("--days <number>", "days for which a test counts, at most 180", validityDays, DEFAULT_VALIDITY_DAYS)
    .option("--send", "record what was counted; without it, it is only shown")
    .addHelpText(
      "after",
      `
Only counts leave this computer, and the SHA-256 of what was read. Look at them first.

Examples:
  $ muster network import sessions.json
  $ muster network import page1.json page2.json --observer 7 --send --key-file observer.key`,
    )
    .action(
      action<[string[]], Options>(async (context, { observer: named, days, send }, sources) => {
        const now = Math.floor(Date.now() / 1000);
        const { tally, evidence, sessions } = await tallyOf(sources, { now, validity: days * 86_400 });
        const observations = tally.observations(evidence);
        const read = { sessions, evidence, leftOut: tally.leftOut() };
        const summary = [...observations.map(line), ...table(leftOutRows(read.leftOut)), ...table([["evidence", evidence]])];
        const counted = `${number(observations.length)} observations from ${number(sessions)} sessions`;
        if (!send) {
          context.output.result({ ...read, observations }, [`Would record ${counted}`, ...summary]);
          return;
        }
        const chain = await context.chain();
        const observer = await organisation(chain, named, "networks", "--observer");
        const parts = await recordable(chain.sender.public, chain.deployment, observer, observations);
        const txs: string[] = [];
        for (const part of parts) txs.push((await chain.send(recordObservations(chain.deployment, observer, part))).transactionHash);
        const recorded = parts.flat().length;
        context.output.result({ ...read, observer, observations, recorded, txs }, [
          title(`Recorded ${number(recorded)} of ${counted}`),
          ...(recorded < observations.length ? ["  The register has the others already, or newer ones of yours."] : []),
          ...summary,
          ...table(txs.map((tx) => ["transaction", tx])),
        ]);
      }),
    );

const line = ({ asn, family, blocked, received, first, last, expiresAt }: Observation): string =>
  `  ${formatAsn(asn)} ${family}: ${number(blocked)} blocked, ${number(received)} received, ${date(first)} to ${date(last)}, counts until ${date(expiresAt)}`;

const leftOutRows = (left: LeftOut): [string, string | null][] =>
  Object.entries(left).map(([reason, count]) => [`left out, ${reason.replaceAll("-", " ")}`, count === 0 ? null : number(count)]);
