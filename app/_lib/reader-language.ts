import { headers } from "next/headers";
import { type Language, preferredLanguage } from "../../lib/domain/language.ts";

/** The language that the visitor's browser asks for, of those in which people can be told. */
export async function readerLanguage(): Promise<Language> {
  const wanted = (await headers()).get("accept-language") ?? "";
  return preferredLanguage(wanted.split(",").map((tag) => tag.split(";")[0]?.trim() ?? ""));
}
