import { escapeHtml } from "./mail.ts";

/** A step of a recall, for feed readers. */
export type FeedEntry = {
  /** The same for as long as the entry is told of, and no other's. */
  id: string;
  title: string;
  /** Page of the recall. */
  url: string;
  text: string;
  /** Unix time */
  at: number;
  author: string;
};

export type FeedFacts = { publicUrl: string; entries: readonly FeedEntry[] };

const TITLE = "Muster: recalls";
const iso = (at: number): string => new Date(at * 1000).toISOString();

/** JSON Feed 1.1 (jsonfeed.org/version/1.1). */
export const jsonFeed = ({ publicUrl, entries }: FeedFacts): string =>
  JSON.stringify(
    {
      version: "https://jsonfeed.org/version/1.1",
      title: TITLE,
      home_page_url: `${publicUrl}/recalls`,
      feed_url: `${publicUrl}/feeds/recalls.json`,
      language: "en",
      items: entries.map(({ id, title, url, text, at, author }) => ({
        ...{ id, url, title, content_text: text, date_published: iso(at) },
        authors: [{ name: author }],
      })),
    },
    null,
    2,
  );

/** XML 1.0 has no place for most control characters, escaped or not (§2.2). */
const NOT_XML = /(?![\t\n\r])\p{Cc}|\p{Cs}|[\ufffe\uffff]/gu;
const xml = (text: string): string => escapeHtml(text.replace(NOT_XML, ""));

/** Atom (RFC 4287). */
export function atomFeed({ publicUrl, entries }: FeedFacts): string {
  const updated = Math.max(0, ...entries.map(({ at }) => at));
  const entry = ({ id, title, url, text, at, author }: FeedEntry): string =>
    [
      "<entry>",
      `<id>${xml(id)}</id><title>${xml(title)}</title><updated>${iso(at)}</updated>`,
      `<author><name>${xml(author)}</name></author><link rel="alternate" href="${xml(url)}"/>`,
      `<content type="text">${xml(text)}</content>`,
      "</entry>",
    ].join("\n");
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">',
    `<id>${xml(publicUrl)}/feeds/recalls.atom</id><title>${TITLE}</title><updated>${iso(updated)}</updated>`,
    `<link rel="self" href="${xml(publicUrl)}/feeds/recalls.atom"/><link rel="alternate" href="${xml(publicUrl)}/recalls"/>`,
    ...entries.map(entry),
    "</feed>",
    "",
  ].join("\n");
}
