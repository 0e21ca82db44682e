import type { CourseDay } from "./course.ts";
import { csvRow } from "./csv.ts";
import { totalRemedied, unreachable } from "./statistics.ts";

/**
 * Recalls in the two shapes in which the United States publish theirs, for programs that read those. What the register has no data for
 * is empty, never guessed.
 */

const day = (time: number): string => new Date(time * 1000).toISOString().slice(0, 10);
const compact = (time: number): string => day(time).replaceAll("-", "");

/** A quarter of a year in UTC, as its first second and the first one after it. */
export type Quarter = { year: number; quarter: number; begins: number; ends: number };

/** @param text As `2026Q3`. */
export function parseQuarter(text: string): Quarter {
  const [year, quarter] = text.split("Q").map(Number) as [number, number];
  const month = (quarter - 1) * 3;
  return { year, quarter, begins: Date.UTC(year, month) / 1000, ends: Date.UTC(year, month + 3) / 1000 };
}

/** Quarters from the one of a time to another one, both included. */
function quartersSince(time: number, { year, quarter }: Quarter): number {
  const began = new Date(time * 1000);
  return (year - began.getUTCFullYear()) * 4 + quarter - Math.floor(began.getUTCMonth() / 3);
}

/** The fields of NHTSA's file of quarterly reports (49 CFR 573.7), in its order. */
const NHTSA_FIELDS = [
  ...["MFGTXT", "CAMPNO", "MFGCAMPNO", "RCLSUBJ", "ODATE", "ODATEEND", "RPTNO", "RPTQTR"],
  ...["INVOLVED", "TTLREMEDIED", "TTLUNREACH", "TTLREMOVED", "SUBMDATE"],
];

/** How many characters the file has for a maker's name. */
const MAX_MAKER = 40;

export type ReportedRecall = { id: number; issuer: string; openedAt: number; endedAt: number | null; days: readonly CourseDay[] };

/**
 * What a recall's report says for a quarter; null when none was due: before it was opened, and after the quarter in which it ended.
 * @param asOf Time of the newest block: a quarter that has not ended is told of as far as it has gone.
 */
function nhtsaReport({ id, issuer, openedAt, endedAt, days }: ReportedRecall, quarter: Quarter, asOf: number): (string | number)[] | null {
  // Days begin with that of the opening.
  const last = days.findLast((of) => of.day < quarter.ends);
  if (!last || (endedAt !== null && endedAt < quarter.begins)) return null;
  return [
    [...issuer.replace(/\s+/g, " ")].slice(0, MAX_MAKER).join(""),
    "", // the agency's own number
    `${id}`,
    "", // the subject is in the notice, of which the register holds the digest
    compact(openedAt),
    "", // owners are told for as long as the recall is open
    quartersSince(openedAt, quarter),
    `${quarter.year}-${quarter.quarter}`,
    last.involved,
    totalRemedied(last.remedied),
    unreachable(last),
    last.removed,
    compact(Math.min(asOf, quarter.ends - 1)),
  ];
}

/** One quarter's file: as the agency has it, tab-separated and without a head, or as CSV. */
export function nhtsaFile(form: "txt" | "csv", recalls: readonly ReportedRecall[], quarter: Quarter, asOf: number): string {
  const reports = recalls.map((recall) => nhtsaReport(recall, quarter, asOf)).filter((report) => report !== null);
  if (form === "txt") return reports.map((fields) => `${fields.join("\t")}\r\n`).join("");
  return [NHTSA_FIELDS, ...reports].map(csvRow).join("");
}

type UnitsOfModel = { gtin: string; name: string; units: number; maker: { id: number; name: string } };
export type PublishedRecall = {
  id: number;
  measure: string;
  openedAt: number;
  changedAt: number;
  issuer: { id: number; name: string; domain: string };
  products: readonly UnitsOfModel[];
  fixes: readonly { model: string; version: string }[];
};

/** What stands where the register has no data. */
const EMPTY = "" as const;

const time = (at: number): string => `${day(at)}T00:00:00`;
const unique = <Item>(items: readonly Item[], key: (item: Item) => string | number): Item[] => [
  ...new Map(items.map((item) => [key(item), item])).values(),
];

/** A recall as the CPSC's Recall Retrieval service would give it. */
export const cpscRecall = ({ id, measure, openedAt, changedAt, issuer, products, fixes }: PublishedRecall) => ({
  RecallID: id,
  RecallNumber: `${id}`,
  RecallDate: time(openedAt),
  Description: EMPTY,
  URL: EMPTY,
  Title: `${issuer.name}: ${measure.replaceAll("-", " ")} ${id}`,
  ConsumerContact: issuer.domain,
  LastPublishDate: time(changedAt),
  Products: products.map(({ gtin, name, units }) => ({
    ...{ Name: name, Description: EMPTY, Model: gtin, Type: EMPTY, CategoryID: EMPTY, NumberOfUnits: `${units}` },
  })),
  Inconjunctions: [],
  Images: [],
  Injuries: [],
  Manufacturers: unique(
    products.map(({ maker }) => maker),
    (maker) => maker.id,
  ).map(({ id: company, name }) => ({ Name: name, CompanyID: `${company}` })),
  Retailers: [],
  Importers: [],
  Distributors: [],
  SoldAtLabel: null,
  ManufacturerCountries: [],
  // A UPC is a GTIN with two zeros in front; other products have none.
  ProductUPCs: products.flatMap(({ gtin }) => (gtin.startsWith("00") ? [{ UPC: gtin.slice(2) }] : [])),
  Hazards: [],
  Remedies: fixes.map(({ model, version }) => ({ Name: `${model}: update to release ${version} or later` })),
  RemedyOptions: fixes.length > 0 ? [{ Option: "Repair" as const }] : [],
});
