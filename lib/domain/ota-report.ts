import { MusterError } from "./errors.ts";
import { type BatchId, batchOf, type DeviceId, formatDeviceId, indexOf } from "./ids.ts";
import { bitmapOf } from "./report.ts";
import type { Range } from "./scope.ts";

/**
 * From what an update service knows of its devices to one report about the units of one batch. Rows come from a CSV
 * (`ota-csv.ts`) or from an update server's export (`ota-exports.ts`). A row is understood when it names one unit of
 * the batch; whether that unit is reported is decided by what the row says it runs.
 */
export type OtaRow = {
  /** For people: `line 5`, `entry 3`. */
  where: string;
  unit: { serial: string } | { index: number } | { deviceId: DeviceId } | null;
  runs: Runs;
  gtin?: string;
  lot?: string;
  deviceType?: string;
};

/** What a row says its device runs. */
export type Runs =
  /** Nothing new: not installed yet, failed, or unknown. */
  | { installed: false }
  /** The names by which the update server knows what is installed; none where the list itself says it. */
  | { installed: true; versions: string[] }
  | { installed: true; sequence: number };

export type OtaTarget = {
  batchId: BatchId;
  gtin: string;
  lot: string;
  size: number;
  sequence: number;
  /** Name of the release at the update server. */
  version: string;
  /** Name of the model there; without it all rows have to be of one type. */
  deviceType?: string;
  /** Index of a serial in the batch. */
  indexOf(serial: string): number | undefined;
};

type OtaProblem = {
  where: string;
  problem: "unnamed" | "unknown-serial" | "outside-batch" | "wrong-model" | "wrong-lot" | "duplicate";
  detail: string;
};

export type OtaAssessment = {
  rows: number;
  /** Units to report, in order. */
  listed: number[];
  /** Rows of units that run something else, by what they run. */
  others: Record<string, number>;
  /** Rows of units on which the release is not installed. */
  waiting: number;
  problems: OtaProblem[];
};

/** Judges every row; nothing is left out silently. Where rows about a unit disagree, the unit is not listed. */
export function assessRows(rows: readonly OtaRow[], target: OtaTarget): OtaAssessment {
  const problems: OtaProblem[] = [];
  const others: Record<string, number> = {};
  const seen = new Map<number, { where: string; runsIt: boolean }>();
  let waiting = 0;
  for (const row of rows) {
    const index = unitOf(row, target, problems);
    if (index === null) continue;
    const runsIt = runsRelease(row.runs, target);
    const before = seen.get(index);
    if (before) {
      problems.push({ where: row.where, problem: "duplicate", detail: `unit ${index} stands in ${before.where} already` });
      before.runsIt &&= runsIt;
      continue;
    }
    seen.set(index, { where: row.where, runsIt });
    if (!row.runs.installed) waiting++;
    else if (!runsIt) {
      const other = "sequence" in row.runs ? `release ${row.runs.sequence}` : (row.runs.versions[0] ?? "");
      others[other] = (others[other] ?? 0) + 1;
    }
  }
  const listed = [...seen].filter(([, { runsIt }]) => runsIt).map(([index]) => index);
  return { rows: rows.length, listed: listed.sort((a, b) => a - b), others, waiting, problems };
}

function runsRelease(runs: Runs, { sequence, version }: OtaTarget): boolean {
  if (!runs.installed) return false;
  if ("sequence" in runs) return runs.sequence === sequence;
  return runs.versions.length === 0 || runs.versions.includes(version);
}

/** The unit that a row is about; null, and a problem, when it is none of the batch. */
function unitOf({ where, unit, gtin, lot, deviceType }: OtaRow, target: OtaTarget, problems: OtaProblem[]): number | null {
  const refuse = (problem: OtaProblem["problem"], detail: string): null => {
    problems.push({ where, problem, detail });
    return null;
  };
  if (gtin && gtin.padStart(14, "0") !== target.gtin)
    return refuse("wrong-model", `its GTIN is ${short(gtin)}, the batch's is ${target.gtin}`);
  if (deviceType && target.deviceType && deviceType !== target.deviceType)
    return refuse("wrong-model", `its type is ${short(deviceType)}, not ${target.deviceType}`);
  if (lot && lot !== target.lot) return refuse("wrong-lot", `its lot is ${short(lot)}, the batch's is ${target.lot}`);
  if (unit === null) return refuse("unnamed", "it names no unit");
  if ("serial" in unit) return target.indexOf(unit.serial) ?? refuse("unknown-serial", `serial ${short(unit.serial)} is not in the batch`);
  if ("deviceId" in unit && batchOf(unit.deviceId) !== target.batchId)
    return refuse("outside-batch", `unit ${formatDeviceId(unit.deviceId)} is of another batch`);
  const index = "deviceId" in unit ? indexOf(unit.deviceId) : unit.index;
  return index < target.size
    ? index
    : refuse("outside-batch", `the batch has ${target.size} units, numbered from 0; ${index} is none of them`);
}

/**
 * The types that occur where none was named: with several, nobody knows which of them the batch is.
 * @throws MusterError `report-types-mixed`.
 */
export function checkTypes(rows: readonly OtaRow[], named: string | undefined): void {
  if (named !== undefined) return;
  const types = [...new Set(rows.flatMap(({ deviceType }) => (deviceType ? [deviceType] : [])))];
  if (types.length > 1) throw new MusterError("report-types-mixed", { types: types.slice(0, 10).map(short).join(", ") });
}

/** Words in one bitmap: what nodes still accept as one transaction, 128 KiB, less a margin. */
const MAX_UNITS_APART = 983_040;

/**
 * The smallest report that lists exactly these units: a range where they are all in a row, else a bitmap.
 * @throws MusterError `report-empty` or `report-too-wide`.
 */
export function reportOf({
  listed,
  others,
  waiting,
}: Pick<OtaAssessment, "listed" | "others" | "waiting">): Range & { units: `0x${string}` } {
  const first = listed[0];
  const last = listed.at(-1);
  if (first === undefined || last === undefined) throw new MusterError("report-empty", { reason: whyNone(others, waiting) });
  if (last - first + 1 === listed.length) return { first, last, units: "0x" };
  if (last - first >= MAX_UNITS_APART) throw new MusterError("report-too-wide", { first, last, limit: MAX_UNITS_APART });
  return { first, last, units: bitmapOf(first, last, listed) };
}

function whyNone(others: Record<string, number>, waiting: number): string {
  const running = Object.entries(others).sort(([, a], [, b]) => b - a);
  const [most] = running;
  if (most) return `the devices run something else, most of them (${most[1]}) ${short(most[0])}`;
  return waiting > 0 ? `it is not installed on any of the ${waiting}` : "the list has no device of the batch";
}

/** @throws MusterError `report-rows` unless every row is understood or the caller leaves out what is not. */
export function acceptRows({ problems, rows }: OtaAssessment, skipUnknown: boolean): void {
  if (problems.length === 0 || skipUnknown) return;
  const shown = problems.slice(0, 20).map(({ where, detail }) => `${where}: ${detail}`);
  const more = problems.length > shown.length ? `; and ${problems.length - shown.length} more` : "";
  throw new MusterError("report-rows", { count: problems.length, rows, problems: `${shown.join("; ")}${more}` });
}

const short = (text: string): string => (text.length <= 40 ? text : `${text.slice(0, 39)}…`);
