// What each verb of the register costs in gas, beside what the best known contracts charge for the nearest thing.
//   npm run bench:gas              a table
//   npm run bench:gas -- --json    the table, and its figures as one line of JSON, the last one printed
//   npm run bench:gas -- --write   keeps it as docs/gas.md, and its figures in bench/gas.snapshot.json, which
//                                  test/contracts/gas.test.ts compares with
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { cpus, totalmem } from "node:os";
import hre from "hardhat";
import { BUDGETS } from "./budgets.ts";
import { measureMuster } from "./muster.ts";
import { measurePeers } from "./peers.ts";

const LABELS: Record<string, string> = {
  registerBatch: "register a batch of any size",
  registerBatchTwoParts: "register a batch with two parts",
  claimFirst: "claim, 2^20 units, owner's first",
  claimNext: "claim, 2^20 units, later ones",
  claimByDevice: "claim by a P-256 signature of the device",
  statement: "state the installed release",
  statementP256: "the same, signed by the device (P-256)",
  handoverOffer: "offer a handover",
  handover: "accept a handover, recipient's first",
  handoverNext: "the same, recipient has others, giver none",
  bulkReportPerUnit: "bulk report, per unit, 65,536 random ones",
  bulkReportRange100: "bulk report, 100 units in a row",
  bulkReportRange1M: "bulk report, 2^20 units in a row",
  draft: "draft a step of a recall",
  openRecallRange: "open a recall, range of units",
  openRecallComponent: "open a recall, component",
  acknowledge: "acknowledge a recall",
  acknowledgeSigned: "the same, signed, the owner's first act",
  amend: "amend a recall by a range",
  close: "close a recall",
  passkeyAccount: "make the account of a passkey",
  passkeyClaim: "claim for it, 2^20 units, its first",
  passkeyStatementFirst: "state a release, signed by it, its first act",
  passkeyStatementNext: "the same, later ones",
  fileDisclosure: "file a disclosure by its commitment",
  revealDisclosure: "reveal it",
  answerDisclosure: "answer it as the maker",
  judgeDisclosure: "confirm or dismiss it, reason of 26 bytes",
  observe: "record an observation of a network",
  observeAgain: "replace it",
  observe100: "record 100 observations at once",
  countAbuse20: "publish a week of reports of 20 models",
};

const PEERS: Record<string, string> = {
  openzeppelin: "OpenZeppelin ERC721",
  solady: "Solady ERC721",
  erc721a: "ERC721A",
  eas: "Ethereum Attestation Service",
};

await hre.tasks.getTask("build").run({ quiet: true, noTests: true });
const gas = await measureMuster();
const peers = await measurePeers();
const over = Object.entries(BUDGETS).filter(([verb, budget]) => (gas[verb] ?? Number.POSITIVE_INFINITY) > budget);

const number = (value: number | undefined) => (value === undefined ? "" : value.toLocaleString("en")).padStart(9);
const row = (label: string, ...values: (number | undefined)[]) => `${label.padEnd(44)}${values.map(number).join("  ")}`.trimEnd();
const commit = execFileSync("git", ["rev-parse", "--short", "HEAD"], { encoding: "utf8" }).trim();
const machine = `${cpus().length} × ${cpus()[0]?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GiB`;
const table = [
  `Gas, EVM version osaka, ${new Date().toISOString().slice(0, 10)}, commit ${commit}, ${machine}`,
  "",
  `${"Muster".padEnd(44)}${"gas".padStart(9)}  ${"budget".padStart(9)}`,
  ...Object.entries(gas).map(([verb, used]) => row(LABELS[verb] ?? verb, used, BUDGETS[verb])),
  "",
  "Peers",
  ...Object.entries(peers).flatMap(([name, figures]) =>
    Object.entries(figures).map(([verb, used]) => row(`${PEERS[name] ?? name}, ${verb}`, used)),
  ),
].join("\n");
console.log(table);

if (over.length > 0) {
  console.error(`\nover budget: ${over.map(([verb]) => verb).join(", ")}`);
  process.exitCode = 1;
}
if (process.argv.includes("--write")) {
  const page = ["<!-- Written by `npm run bench:gas -- --write`. Do not edit. -->", "# Gas", "", "```", table, "```", ""];
  writeFileSync(new URL("../docs/gas.md", import.meta.url), page.join("\n"));
  writeFileSync(new URL("gas.snapshot.json", import.meta.url), `${JSON.stringify({ gas, peers }, null, 2)}\n`);
}
if (process.argv.includes("--json")) console.log(JSON.stringify({ gas, peers }));
