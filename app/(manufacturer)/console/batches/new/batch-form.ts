import type { BatchOrder } from "../../../../../lib/batch/build.ts";
import { MusterError } from "../../../../../lib/domain/errors.ts";
import { parseLot } from "../../../../../lib/domain/factory-csv.ts";
import { parseGtin } from "../../../../../lib/domain/gtin.ts";
import type { ModelKind } from "../../../../../lib/domain/kinds.ts";
import { parseSerialOrder, type SerialOrder } from "../../../../../lib/domain/serial-order.ts";

/** Forms of order, with what has to be said of each. */
export const ORDER_KINDS = ["text", "numeric", "fixed-width", "prefix-set", "date-code"] as const;
export type OrderKind = (typeof ORDER_KINDS)[number];

/** What the visitor typed, as text. */
export type BatchForm = {
  /** Number of the model in the register. */
  model: string;
  lot: string;
  madeFrom: string;
  madeTo: string;
  orderKind: OrderKind;
  /** What the kind needs: `9`, `12J,12K` or `YYWW@2`. */
  orderValue: string;
  /** Names of columns, separated by commas. */
  ignored: string;
  components: { column: string; gtin: string }[];
};

export type FormProblems = Partial<Record<keyof BatchForm, string>>;

export const emptyForm = (today: string): BatchForm => ({
  ...{ model: "", lot: "", madeFrom: today, madeTo: today, orderKind: "text", orderValue: "", ignored: "", components: [] },
});

export const needsValue = (kind: OrderKind): boolean => kind !== "text" && kind !== "numeric";

const serialOrder = ({ orderKind, orderValue }: BatchForm): SerialOrder | null =>
  parseSerialOrder(needsValue(orderKind) ? `${orderKind}:${orderValue.trim()}` : orderKind);

/** An order as it is typed. */
export function orderFields(order: SerialOrder): Pick<BatchForm, "orderKind" | "orderValue"> {
  if (typeof order === "string") return { orderKind: order, orderValue: "" };
  if ("fixedWidth" in order) return { orderKind: "fixed-width", orderValue: `${order.fixedWidth}` };
  if ("prefixes" in order) return { orderKind: "prefix-set", orderValue: order.prefixes.join(",") };
  return { orderKind: "date-code", orderValue: `${order.dateCode.format}@${order.dateCode.at}` };
}

/** The form of an order that was given before, for the one who resumes its build. */
export const formOf = (model: string, { lot, made, order, ignoreColumns, components }: Omit<BatchOrder, "seed">): BatchForm => ({
  ...{ model, lot, madeFrom: made.from, madeTo: made.to, ...orderFields(order), ignored: ignoreColumns?.join(", ") ?? "" },
  components: Object.entries(components ?? {}).map(([column, gtin]) => ({ column, gtin })),
});

/** A complaint about a number, or null. */
function complaintOf(check: () => unknown): string | null {
  try {
    check();
    return null;
  } catch (error) {
    if (error instanceof MusterError) return error.message;
    throw error;
  }
}

export function problemsOf(form: BatchForm): FormProblems {
  const problems: FormProblems = {};
  if (!form.model) problems.model = "Choose the model.";
  const lot = form.lot === "" ? "Enter the lot." : complaintOf(() => parseLot(form.lot));
  if (lot) problems.lot = lot;
  if (!form.madeFrom) problems.madeFrom = "Enter the first day.";
  else if (!form.madeTo) problems.madeTo = "Enter the last day.";
  else if (form.madeTo < form.madeFrom) problems.madeTo = "The last day of production is before the first.";
  if (!serialOrder(form)) problems.orderValue = "This is not an order of that kind.";
  const columns = form.components.map(({ column }) => column.trim());
  const incomplete = columns.some((column) => column === "") || new Set(columns).size < columns.length;
  const gtin = form.components.map((one) => complaintOf(() => parseGtin(one.gtin))).find((complaint) => complaint !== null);
  if (incomplete) problems.components = "Each component needs a column of its own.";
  else if (gtin) problems.components = gtin;
  return problems;
}

type Model = { gtin: string; kind: ModelKind };

/**
 * What the build is asked for, the same as `muster batch build` makes of its options.
 * @param form One without problems.
 */
export function orderOf(form: BatchForm, { gtin, kind }: Model, linkBase: string): Omit<BatchOrder, "seed"> {
  const ignoreColumns = form.ignored.split(",").flatMap((name) => name.trim() || []);
  return {
    ...{ gtin, lot: form.lot, kind, order: serialOrder(form) ?? "text", made: { from: form.madeFrom, to: form.madeTo } },
    ...(ignoreColumns.length > 0 ? { ignoreColumns } : {}),
    ...(form.components.length > 0
      ? { components: Object.fromEntries(form.components.map(({ column, gtin: of }) => [column.trim(), parseGtin(of)])) }
      : {}),
    ...(kind === "device" ? { linkBase } : {}),
  };
}
