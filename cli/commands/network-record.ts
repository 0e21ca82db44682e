import { type Command, Option } from "commander";
import { sha256 } from "viem";
import { recordObservations } from "../../lib/chain/calls.ts";
import { type Asn, formatAsn, type OrgId, orgId, parseAsn } from "../../lib/domain/ids.ts";
import { ADDRESS_FAMILIES, type AddressFamily, TEST_METHODS, type TestMethod } from "../../lib/domain/kinds.ts";
import { DEFAULT_VALIDITY_DAYS } from "../../lib/domain/spoofer-sessions.ts";
import { day, organisation, readBytes, unixTime, validityDays, wholeNumber } from "../arguments.ts";
import { action } from "../context.ts";
import { table, title } from "../output.ts";

type Options = {
  observer?: OrgId;
  family: AddressFamily;
  method: TestMethod;
  blocked: number;
  received: number;
  first: string;
  last: string;
  days: number;
  report: string;
};

const MAX_REPORT_BYTES = 256 * 1024 * 1024;

export const networkRecord = (parent: Command): Command =>
  parent
    .command("record")
    .description("record what your own tests of source address validation found in one network")
    .argument("<network>", "autonomous system, as AS64500", parseAsn)
    .addOption(new Option("--family <family>", "addresses that were tested").choices(ADDRESS_FAMILIES.slice(1)).makeOptionMandatory())
    .addOption(new Option("--method <method>", "how it was tested").choices(TEST_METHODS.slice(1)).makeOptionMandatory())
    .option("--blocked <number>", "tests whose spoofed packets were dropped", wholeNumber, 0)
    .option("--received <number>", "tests whose spoofed packets arrived", wholeNumber, 0)
    .requiredOption("--first <day>", "day of the oldest test", day)
    .requiredOption("--last <day>", "day of the newest", day)
    .requiredOption("--report <file>", "your report; it stays with you, its SHA-256 is recorded")
    .option("--days <number>", "days after the newest test for which it counts, at most 180", validityDays, DEFAULT_VALIDITY_DAYS)
    .option("--observer <number>", "organisation that observes; needed where the key acts for several", orgId)
    .addHelpText(
      "after",
      `
Example:
  $ muster network record AS64500 --family ipv6 --method forwarder --received 2 --first 2026-10-01 --last 2026-10-20 \\
      --report forwarders.pdf --key-file observer.key`,
    )
    .action(
      action<[Asn], Options>(async (context, { observer: named, first: from, last: to, days, report, ...what }, asn) => {
        const evidence = sha256(await readBytes(report, MAX_REPORT_BYTES));
        const [first, last] = [unixTime(from), unixTime(to)];
        const found = { asn, ...what, first, last, expiresAt: last + days * 86_400, evidence };
        const chain = await context.chain();
        const observer = await organisation(chain, named, "networks", "--observer");
        const { transactionHash } = await chain.send(recordObservations(chain.deployment, observer, [found]));
        context.output.result({ observer, ...found, tx: transactionHash }, [
          title(`Recorded of ${formatAsn(asn)}, ${what.family}: ${what.blocked} blocked, ${what.received} received`),
          ...table([
            ["evidence", evidence],
            ["transaction", transactionHash],
          ]),
        ]);
      }),
    );
