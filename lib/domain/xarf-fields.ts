import { z } from "zod";
import { MusterError } from "./errors.ts";

/** Fields that both versions of XARF have, and how a fault in one is said. */

/** Longer than anything that a field means to say; evidence has a limit of its own. */
const MAX_TEXT = 2_000;

export const text = z.string().max(MAX_TEXT);
export const said = text.min(1);
export const flag = z.boolean();
export const count = z.number().int().min(0);
export const port = z.number().int().min(1, "is no port").max(65_535, "is no port");
export const time = z.iso.datetime({ offset: true, error: "is no date and time with a zone (RFC 3339)" });
export const ip = z.union([z.ipv4(), z.ipv6()], "is no IP address");
export const mail = z.email("is no mail address").max(320);
export const domain = z
  .string()
  .regex(/^(?=.{1,253}$)([a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9])?)(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*\.?$/i, "is no domain");
export const link = z.url("is no address of a page").max(MAX_TEXT);
export const cve = z.string().regex(/^CVE-\d{4}-\d{4,19}$/, "is no CVE number");
export const payload = z.string();
export const word = <const Words extends readonly [string, ...string[]]>(...words: Words) => z.enum(words);

/** `first.list[0].field`, of names from our own tables only: what a stranger calls a field is not repeated. */
const pathOf = (path: readonly PropertyKey[]): string =>
  path.map((step, i) => (typeof step === "number" ? `[${step}]` : `${i > 0 ? "." : ""}${String(step)}`)).join("") || "the report";

/** @throws MusterError `xarf-invalid` of the first fault. */
export function check<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  const { success, data, error } = schema.safeParse(value);
  if (success) return data;
  const issue = error.issues[0] as z.core.$ZodIssue;
  throw new MusterError("xarf-invalid", { path: pathOf(issue.path), problem: problemOf(issue) }, { cause: error });
}

function problemOf(issue: z.core.$ZodIssue): string {
  if (issue.code === "unrecognized_keys") return "has a field that is not known here";
  if (issue.code === "invalid_type" && issue.input === undefined) return "is missing";
  if (issue.code === "invalid_type") return `is not of the type ${issue.expected}`;
  if (issue.code === "too_big") return "is too long or too large";
  if (issue.code === "too_small") return "is too short or too small";
  if (issue.code === "invalid_value") return issue.input === undefined ? "is missing" : "is none of the values that it may have";
  return issue.message;
}

/** @throws MusterError `xarf-invalid` */
export function refuse(path: string, problem: string): never {
  throw new MusterError("xarf-invalid", { path, problem });
}

/** Whether a text is an address of either family. */
export const isIp = (value: string): boolean => ip.safeParse(value).success;

/** @param date As `time` accepts it. @returns Unix seconds. */
export const secondsOf = (date: string): number => Math.floor(Date.parse(date) / 1000);
