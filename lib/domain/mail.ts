import { formatModelId, type ModelId, parseModelId } from "./ids.ts";
import type { Language } from "./language.ts";
import { plainText } from "./notice-document.ts";

export type Mail = { subject: string; text: string; html: string };

/** A paragraph, or a list of steps. */
export type Part = {
  text: string | string[];
  /** BCP 47 tag, where it is not in the language of the message. */
  lang?: string;
};

/** One line without control characters: what it becomes part of (a subject, a list) cannot be broken out of. */
export const line = (text: string, max: number): string => plainText(text.replace(/\s+/g, " "), max) ?? "?";

/** What a link of a mail tells the page that it leads to: the mail's language, and the model where the mail is about one. */
export const mailQuery = (language: Language, model: ModelId | null): string =>
  `language=${language}${model === null ? "" : `&model=${formatModelId(model)}`}`;

/** The model that such a link names; null for none, and for what is no model's number. */
export function modelInQuery(text: string): ModelId | null {
  try {
    return parseModelId(text);
  } catch {
    return null;
  }
}

/** Text and HTML of a mail from the same parts. @param links What becomes a link in HTML; nothing else does, whatever it looks like. */
export function layOut(subject: string, all: Part[], language: Language, links: string[]): Mail {
  const plain = ({ text }: Part): string => (Array.isArray(text) ? text.map((step, at) => `${at + 1}. ${step}`).join("\n") : text);
  // The longest first, because one may be the beginning of another.
  const known = links.map(escapeHtml).sort((one, other) => other.length - one.length);
  const anyLink = new RegExp(known.map((link) => link.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|"), "g");
  const linked = (paragraph: string): string => escapeHtml(paragraph).replace(anyLink, (link) => `<a href="${link}">${link}</a>`);
  const element = ({ text, lang }: Part): string => {
    const attribute = lang ? ` lang="${escapeHtml(lang)}"` : "";
    return Array.isArray(text)
      ? `<ol${attribute}>${text.map((step) => `<li>${escapeHtml(step)}</li>`).join("")}</ol>`
      : `<p${attribute}>${linked(text)}</p>`;
  };
  return {
    subject,
    text: `${all.map(plain).join("\n\n")}\n`,
    html: `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><title>${escapeHtml(subject)}</title></head>
<body style="font-family:sans-serif;line-height:1.5;max-width:40rem;margin:0 auto;padding:1rem">
${all.map(element).join("\n")}
</body></html>
`,
  };
}

const ESCAPES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
/** Text as it may stand in HTML, also inside a quoted attribute. */
export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (character) => ESCAPES[character] as string);
