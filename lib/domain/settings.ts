import type { z } from "zod";

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
