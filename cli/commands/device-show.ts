import type { Command } from "commander";
import { formatDeviceId, parseDeviceId } from "../../lib/domain/ids.ts";
import type { DeviceView, Provenance } from "../../lib/feed/wire.ts";
import { action } from "../context.ts";
import { date, heading, table } from "../output.ts";

export const deviceShow = (parent: Command): Command =>
  parent
    .command("show")
    .description("what the register knows of a unit: product, title, parts and recalls")
    .argument("<device>", "unit, for example 7-123")
    .addHelpText("after", "\nExample:\n  $ muster device show 7-123")
    .action(
      action<[string], object>(async ({ feed, output }, _options, device) => {
        const view = await feed.device(formatDeviceId(parseDeviceId(device)));
        output.result(view, describe(view));
      }),
    );

function describe({ id, batch, title, release, releases, frozen, parts, recalls }: DeviceView): string[] {
  const version = releases.find(({ sequence }) => sequence === release)?.version;
  return [
    heading(`Unit ${id}: ${batch.model.name} by ${batch.model.maker.name} (${batch.model.maker.domain})`),
    ...table([
      ["GTIN, lot", `${batch.model.gtin}, ${batch.lot}`],
      ["made", batch.madeFrom === batch.madeTo ? date(batch.madeFrom) : `${date(batch.madeFrom)} to ${date(batch.madeTo)}`],
      ["owner", title ? `${title.owner} since ${date(title.since)}` : "unclaimed"],
      [
        "runs",
        release === 0 ? "unknown" : `release ${release}${version ? ` (${version})` : ""}${title ? `, ${evidenceOf(title.evidence)}` : ""}`,
      ],
      ["claims", frozen ? "frozen by the maker" : null],
      ["title", title && flagsOf(title.flags)],
    ]),
    ...(parts.length > 0 ? ["", heading("Parts"), ...parts.flatMap((part) => describePart(part, 1))] : []),
    "",
    heading(recalls.length > 0 ? "Recalls" : "No recall affects this unit"),
    ...recalls.map(({ recall, remedied, acknowledgedAt, fix }) => {
      const state = remedied ? "fixed" : recall.state === "open" ? "affected" : recall.state;
      const offered = fix ? `, fixed by release ${fix.sequence} (${fix.version})` : ", no fix offered yet";
      return `  recall ${recall.id} (${recall.measure}, ${recall.severity}): ${state}${remedied ? "" : offered}${acknowledgedAt ? ", acknowledged" : ""}`;
    }),
  ];
}

const evidenceOf = (evidence: string): string => (evidence === "none" ? "as it left the factory" : `evidence: ${evidence}`);

const flagsOf = (flags: Record<string, boolean>): string =>
  Object.keys(flags)
    .filter((name) => flags[name])
    .join(", ");

const describePart = ({ batch, parts }: Provenance, depth: number): string[] => [
  `${"  ".repeat(depth)}${batch.model.name} by ${batch.model.maker.name}, batch ${batch.id}, lot ${batch.lot}`,
  ...parts.flatMap((part) => describePart(part, depth + 1)),
];
