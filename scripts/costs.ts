// What a year of the register costs on an Ethereum layer 2, at 1, 10 and 100 million units made a year:
//   npm run costs                      with the prices below
//   npm run costs -- --gas 0.05 --byte 2 --ether 4000
// docs/costs.md is this with the prices below (`npm run generate`). Gas comes from bench/gas.snapshot.json, the bytes of
// a transaction from encoding one.
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { type Address, encodeFunctionData, type Hex, keccak256, size, toHex } from "viem";
import * as calls from "../lib/chain/calls.ts";
import { CONTRACT_NAMES, type ContractName } from "../lib/chain/deployments.ts";
import { batchId, deviceId, modelId, orgId, recallId } from "../lib/domain/ids.ts";
import { fail } from "../lib/service/program.ts";

export type Prices = {
  /** Gwei for a unit of gas on the layer 2. */
  gas: number;
  /** Gwei for a byte of a transaction that the layer 2 posts to Ethereum. */
  byte: number;
  /** US dollars for an ether. */
  ether: number;
};

/** Round figures for a layer 2 that posts blobs, on the dear side of a quiet day of 2026. They move by factors: put in your own. */
const PRICES: Prices = { gas: 0.02, byte: 0.5, ether: 3_000 };

const SIZES = [1_000_000, 10_000_000, 100_000_000];

/** What happens in a year, as shares of the units made in it. */
const YEAR = {
  unitsPerBatch: 50_000,
  /** Registration cards bring 13 in 100; a claim is less work. */
  claimed: 0.3,
  /** Of those who claim, who own nothing else here yet. */
  newOwners: 0.5,
  handedOver: 0.03,
  /** Of all units, each as one bit of its maker's reports. */
  updatesReported: 2 * 0.6,
  /** Recalls and their later versions, for each million units. */
  recalls: 4,
  amendments: 8,
  affected: 0.02,
  /** Of claimed units that are affected. */
  acknowledged: 0.5,
  patched: 0.5,
};

type Verb = {
  what: string;
  /** How often in a year in which `units` are made. */
  times(units: number): number;
  /** In gas.snapshot.json. */
  gas: string;
  /** Of a whole transaction, in bytes. */
  bytes: number;
};

/** Signature, fees, nonce, address and framing of an EIP-1559 transaction. */
const ENVELOPE = 110;

const hash = (label: string): Hex => keccak256(toHex(label));
const contracts = Object.fromEntries(CONTRACT_NAMES.map((name) => [name, `0x${"11".repeat(20)}`])) as Record<ContractName, Address>;
const register = { contracts };
const bytesOf = ({ abi, functionName, args }: calls.Call): number => {
  return size(encodeFunctionData({ abi, functionName, args: args as unknown[] })) + ENVELOPE;
};

const [batch, unit, model] = [batchId(1), deviceId(batchId(1), 1), modelId(orgId(1), "00614141123452")];
const signature: Hex = `0x${"5e".repeat(65)}`;
const signed = { deadline: 2n ** 40n, signature };
const part = { batchId: batch, first: 0, last: YEAR.unitsPerBatch - 1 };
const digest = hash("document");
const REPORTED = 65_536;

const BYTES = {
  batch: bytesOf(
    calls.registerBatch(register, {
      ...{
        modelId: model,
        root: digest,
        size: YEAR.unitsPerBatch,
        madeFrom: 1,
        madeTo: 1,
        factoryRelease: 1,
        manifest: digest,
        lot: "L2409",
      },
      parts: [part, part],
    }),
  ),
  claim: bytesOf(
    calls.claimDevice(register, {
      ...{ deviceId: unit, owner: contracts.Devices, deadline: signed.deadline, deviceSignerHash: digest, serialTag: digest, signature },
      proof: Array.from({ length: Math.ceil(Math.log2(YEAR.unitsPerBatch)) }, (_, level) => hash(`${level}`)),
    }),
  ),
  offer: bytesOf(calls.offerHandover(register, unit, contracts.Devices, 2 ** 40, signed)),
  accept: bytesOf(calls.acceptHandover(register, unit, contracts.Devices, signature, signed)),
  /** A bit a unit, in random places: what cannot be compressed. */
  report: bytesOf(
    calls.reportReleases(register, { batchId: batch, sequence: 2, first: 0, last: REPORTED - 1, units: `0x${"5e".repeat(REPORTED / 8)}` }),
  ),
  draft: bytesOf(calls.draftStep(register, orgId(1), digest)),
  open: bytesOf(
    calls.openRecall(register, {
      ...{
        issuer: orgId(1),
        measure: "recall",
        severity: "high",
        minEvidence: "owner",
        notice: digest,
        fixes: [{ modelId: model, sequence: 2 }],
      },
      scope: [{ kind: "component", batchId: batch }],
    }),
  ),
  amend: bytesOf(
    calls.amendRecall(register, {
      ...{
        recallId: recallId(1),
        version: 2,
        measure: "recall",
        severity: "high",
        notice: digest,
        reason: "Two more batches of the same board.",
      },
      added: [{ kind: "component", batchId: batch }],
    }),
  ),
  acknowledge: bytesOf(calls.acknowledgeRecall(register, recallId(1), unit, "0x01", signed)),
  statement: bytesOf(calls.stateRelease(register, unit, 2)),
};

const affected = (units: number): number => units * YEAR.claimed * YEAR.affected;
const millions = (units: number): number => units / 1_000_000;

/** What is paid for in a year in which `units` are made. */
const VERBS: Verb[] = [
  {
    what: "batches registered, two parts each",
    times: (units) => units / YEAR.unitsPerBatch,
    gas: "registerBatchTwoParts",
    bytes: BYTES.batch,
  },
  { what: "claims, the owner's first", times: (units) => units * YEAR.claimed * YEAR.newOwners, gas: "claimFirst", bytes: BYTES.claim },
  { what: "claims, later ones", times: (units) => units * YEAR.claimed * (1 - YEAR.newOwners), gas: "claimNext", bytes: BYTES.claim },
  { what: "handovers offered", times: (units) => units * YEAR.claimed * YEAR.handedOver, gas: "handoverOffer", bytes: BYTES.offer },
  { what: "handovers accepted", times: (units) => units * YEAR.claimed * YEAR.handedOver, gas: "handover", bytes: BYTES.accept },
  {
    what: "updates that makers report, 65,536 units at a time",
    times: (units) => (units * YEAR.updatesReported) / REPORTED,
    gas: "bulkReportPerUnit",
    bytes: BYTES.report,
  },
  {
    what: "steps of recalls drafted",
    times: (units) => millions(units) * (YEAR.recalls + YEAR.amendments),
    gas: "draft",
    bytes: BYTES.draft,
  },
  { what: "recalls opened", times: (units) => millions(units) * YEAR.recalls, gas: "openRecallComponent", bytes: BYTES.open },
  { what: "recalls amended", times: (units) => millions(units) * YEAR.amendments, gas: "amend", bytes: BYTES.amend },
  {
    what: "recalls acknowledged",
    times: (units) => affected(units) * YEAR.acknowledged,
    gas: "acknowledgeSigned",
    bytes: BYTES.acknowledge,
  },
  { what: "patches stated, sent by the owner", times: (units) => affected(units) * YEAR.patched, gas: "statement", bytes: BYTES.statement },
];

const snapshot = JSON.parse(readFileSync(new URL("../bench/gas.snapshot.json", import.meta.url), "utf8")) as {
  gas: Record<string, number>;
};

/** Of one transaction; a report is measured by the unit. */
function gasOf({ gas }: Verb): number {
  const used = snapshot.gas[gas];
  if (used === undefined) throw new Error(`bench/gas.snapshot.json has no ${gas}: run npm run bench:gas -- --write.`);
  return gas === "bulkReportPerUnit" ? used * REPORTED : used;
}

export type Cost = { what: string; times: number; dollars: number };

/** Of each verb in a year in which `units` are made. */
export const costsOf = (units: number, prices: Prices): Cost[] =>
  VERBS.map((verb) => {
    const gwei = gasOf(verb) * prices.gas + verb.bytes * prices.byte;
    const times = verb.times(units);
    return { what: verb.what, times, dollars: (times * gwei * prices.ether) / 1e9 };
  });

const rounded = (value: number): string => Math.round(value).toLocaleString("en");
const sum = (costs: Cost[]): number => costs.reduce((total, { dollars }) => total + dollars, 0);
const row = (...cells: string[]): string => `| ${cells.join(" | ")} |`;

/** The page: what a year costs, from what, and what one act costs. */
export function costPage(prices: Prices = PRICES): string {
  const years = SIZES.map((units) => ({ units, costs: costsOf(units, prices) }));
  return [
    "<!-- Generated by `npm run generate` from scripts/costs.ts and bench/gas.snapshot.json. Do not edit. -->",
    "# What a year costs",
    "",
    `On an Ethereum layer 2 that charges ${prices.gas} gwei for a unit of gas and ${prices.byte} gwei for a byte that it posts to Ethereum, at`,
    `${rounded(prices.ether)} US dollars for an ether. These prices are assumptions and move by factors; put in those of your network and day:`,
    "",
    "```sh",
    `npm run costs -- --gas ${prices.gas} --byte ${prices.byte} --ether ${prices.ether}`,
    "```",
    "",
    row("US dollars a year", ...SIZES.map((units) => `${rounded(units)} units`)),
    row("---", ...SIZES.map(() => "--:")),
    ...VERBS.map(({ what }, i) => row(what, ...years.map(({ costs }) => rounded(costs[i]?.dollars ?? 0)))),
    row("**all**", ...years.map(({ costs }) => `**${rounded(sum(costs))}**`)),
    row("a unit made", ...years.map(({ units, costs }) => (sum(costs) / units).toFixed(5))),
    "",
    row("One act", "gas", "bytes", "US dollars"),
    row("---", "--:", "--:", "--:"),
    ...VERBS.map((verb) => {
      const dollars = ((gasOf(verb) * prices.gas + verb.bytes * prices.byte) * prices.ether) / 1e9;
      return row(verb.what, rounded(gasOf(verb)), rounded(verb.bytes), dollars.toFixed(4));
    }),
    "",
    "## What a year holds",
    "",
    `Batches of ${rounded(YEAR.unitsPerBatch)} units. ${YEAR.claimed * 100} of 100 units are claimed, half of them by owners who have nothing here yet; ${YEAR.handedOver * 100} of 100 claimed`,
    `ones change hands. Makers report ${YEAR.updatesReported} updates a unit. For each million units ${YEAR.recalls} recalls with ${YEAR.amendments} later versions, which reach`,
    `${YEAR.affected * 100} of 100 units; half of the owners reached acknowledge, and half state the patch. Gas is that of [the table](gas.md); a report is taken`,
    "at its dearest, units in random places. Not in it: the register's own machines, mails, and the deployment, once.",
    "",
  ].join("\n");
}

const price = (text: string | undefined, otherwise: number): number => {
  if (text === undefined) return otherwise;
  const value = Number(text);
  if (!(value >= 0 && Number.isFinite(value))) throw new Error(`${text} is no price.`);
  return value;
};

if (import.meta.main) {
  try {
    const text = { type: "string" } as const;
    const { gas, byte, ether } = parseArgs({ options: { gas: text, byte: text, ether: text } }).values;
    const prices = { gas: price(gas, PRICES.gas), byte: price(byte, PRICES.byte), ether: price(ether, PRICES.ether) };
    console.log(costPage(prices).split("\n").slice(1).join("\n"));
  } catch (error) {
    fail("costs", error);
  }
}
