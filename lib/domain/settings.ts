import { z } from "zod";

/** What a process is told by its environment: how each value is read, and the rest of the sentence "NAME is not set: …". */
export type Settings = Record<string, readonly [schema: z.ZodType, meaning: string | undefined]>;
export type SettingsOf<Of extends Settings> = { [Name in keyof Of]: z.output<Of[Name][0]> };

/** Reads everything once, and says everything that is wrong at once. @throws Error with a sentence a problem. Values are not repeated: some are secrets. */
export function readSettings<Of extends Settings>(settings: Of, source: Record<string, string | undefined>): SettingsOf<Of> {
  const values: Record<string, unknown> = {};
  const problems: string[] = [];
  for (const [name, [schema, meaning]] of Object.entries(settings)) {
    const parsed = schema.safeParse(source[name]);
    if (parsed.success) values[name] = parsed.data;
    else problems.push(`${name} is ${source[name] ? "not usable" : "not set"}: ${meaning}.`);
  }
  if (problems.length > 0) throw new Error(problems.join("\n"));
  return values as SettingsOf<Of>;
}

export const PORT: z.ZodCoercedNumber = z.coerce.number().int().min(0).max(65_535);

/** Where a process can be reached. On this machine only, unless an operator opens it to a network of their own. */
export const LISTEN = [
  z.union([z.ipv4(), z.ipv6()]).default("127.0.0.1"),
  "address of this machine to listen on, 127.0.0.1 for this machine only or 0.0.0.0 for every network it is in",
] as const;
