import { z } from "zod";

/** What the documents of the register (notices, declarations) have in common: plain text that reads as it is written. */

// Control characters and the marks that make text read in another order than it is written; \n and \t are layout.
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
export const UNREADABLE = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/;

export const plainField = (max: number) =>
  z
    .string()
    .min(1)
    .max(max)
    .refine((value) => !UNREADABLE.test(value), "holds characters that cannot be shown");

/** Links lead to the open web or nowhere: no script, data or file addresses. */
export const linkField = plainField(2_000).refine(
  (value) => /^https?:\/\/[^\s/]+/i.test(value) && URL.canParse(value),
  "is not a web address",
);

/** BCP 47 tag of the language of a document's texts. */
export const languageField = z.string().regex(/^[a-zA-Z]{2,8}(-[a-zA-Z0-9]{1,8})*$/);

/** What is wrong first, as a sentence's end. */
export function firstProblem(error: z.ZodError): string {
  const issue = error.issues[0];
  return issue ? `${issue.path.join(".") || "the document"}: ${issue.message}` : "unknown";
}
