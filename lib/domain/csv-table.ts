import { type Cell, csvRow } from "./csv.ts";

/** The columns of a table, by name, and what a row has in each. New ones only ever come behind: programs read them by their place. */
export type Columns<Row> = readonly (readonly [name: string, of: (row: Row) => Cell])[];

export const csvHeader = <Row>(columns: Columns<Row>): string => csvRow(columns.map(([name]) => name));

export const csvRows = <Row>(columns: Columns<Row>, rows: readonly Row[]): string =>
  rows.map((row) => csvRow(columns.map(([, of]) => of(row)))).join("");

/** A whole table. */
export const csvTable = <Row>(columns: Columns<Row>, rows: readonly Row[]): string => csvHeader(columns) + csvRows(columns, rows);

/** A moment as tables have it; nothing where there is none. */
export const csvMoment = (time: number | null): string | null => (time === null ? null : new Date(time * 1000).toISOString());

/** A day of UTC. */
export const csvDay = (time: number): string => new Date(time * 1000).toISOString().slice(0, 10);

type Fact = [fact: string, value: Cell];

/** Every value of an answer with the way to it, such as `model.name` and `releases.0.version`: for things that are no list. */
export function factsOf(value: unknown, path = ""): Fact[] {
  if (value === null || value === undefined) return [[path, null]];
  if (typeof value === "object")
    return Object.entries(value).flatMap(([name, inner]) => factsOf(inner, path === "" ? name : `${path}.${name}`));
  return [[path, typeof value === "number" ? value : String(value)]];
}

export const FACT_COLUMNS: Columns<Fact> = [
  ["fact", ([fact]) => fact],
  ["value", ([, value]) => value],
];
