import { type Notice, plainText, type RemedyKind } from "./notice-document.ts";

/**
 * What a notice tells owners has no fields of its own in CSAF. It stands there in notes whose audience are owners, under
 * fixed titles, and is read back from them: the two halves of this file are each other's twins.
 */
export type CsafNote = { category: string; text: string; title?: string; audience?: string };

const OWNERS = "owners";
const TITLES = {
  hazard: "Hazard",
  step: "What to do",
  stopUse: "Stop use",
  isolate: "Keep off the network",
  contact: "Contact for owners",
  remedy: "Remedy",
};
const CONTACT_LINES = [
  ["name", "Name"],
  ["email", "Mail"],
  ["phone", "Phone"],
  ["url", "Web"],
] as const;

/** @param withRemedies Where the document has no vulnerability, remedies have no other place. */
export function ownerNotes(notice: Notice, { withRemedies }: { withRemedies: boolean }): CsafNote[] {
  const note = (category: string, title: string, text: string): CsafNote => ({ audience: OWNERS, category, text, title });
  const { contact } = notice;
  const lines = CONTACT_LINES.flatMap(([name, label]) => (contact[name] ? [`${label}: ${contact[name].replaceAll("\n", " ")}`] : []));
  const remedies = withRemedies ? notice.remedies : [];
  return [
    note("summary", TITLES.hazard, notice.hazard),
    ...notice.whatToDo.map((step) => note("general", TITLES.step, step)),
    ...(notice.stopUse ? [note("general", TITLES.stopUse, "Stop using the unit until it is remedied.")] : []),
    ...(notice.isolateFromNetwork ? [note("general", TITLES.isolate, "Keep the unit off the internet until it is remedied.")] : []),
    ...remedies.map(({ kind, text, url }) => note("general", `${TITLES.remedy}: ${kind}`, url ? `${text}\n${url}` : text)),
    note("other", TITLES.contact, [...lines, ...(contact.details ? [contact.details] : [])].join("\n")),
  ];
}

export type OwnerFacts = Partial<Pick<Notice, "hazard" | "whatToDo" | "stopUse" | "isolateFromNetwork" | "contact">> & {
  remedies: Notice["remedies"];
  /** Notes that say none of this. */
  others: CsafNote[];
};

/** What a document says to owners in our notes; a document of somebody else has only `others`. */
export function readOwnerNotes(notes: readonly CsafNote[]): OwnerFacts {
  const ours = notes.filter(({ audience, title }) => audience === OWNERS && title !== undefined);
  const texts = (title: string): string[] => ours.filter((note) => note.title === title).map(({ text }) => text);
  const steps = texts(TITLES.step).flatMap((step) => plainText(step, 2_000) ?? []);
  const contact = texts(TITLES.contact).map(contactOf)[0];
  return {
    others: notes.filter((note) => !ours.includes(note)),
    remedies: ours.flatMap(remedyOf),
    ...(texts(TITLES.hazard)[0] ? { hazard: plainText(texts(TITLES.hazard)[0] as string, 8_000) } : {}),
    ...(steps.length > 0 ? { whatToDo: steps.slice(0, 20) } : {}),
    ...(ours.length > 0 ? { stopUse: texts(TITLES.stopUse).length > 0, isolateFromNetwork: texts(TITLES.isolate).length > 0 } : {}),
    ...(contact ? { contact } : {}),
  };
}

function contactOf(text: string): Notice["contact"] | undefined {
  const lines = text.split("\n");
  const found: Record<string, string> = {};
  for (const [name, label] of CONTACT_LINES) {
    if (!lines[0]?.startsWith(`${label}: `)) continue;
    found[name] = (lines.shift() as string).slice(label.length + 2);
  }
  const name = plainText(found.name ?? "", 200);
  if (!name) return undefined;
  return {
    name,
    email: plainText(found.email ?? "", 254),
    phone: plainText(found.phone ?? "", 50),
    url: isWeb(found.url) ? found.url : undefined,
    details: plainText(lines.join("\n"), 1_000),
  };
}

const isWeb = (text: string | undefined): text is string =>
  text !== undefined && text.length <= 2_000 && /^https?:\/\/[^\s/]+\S*$/i.test(text) && URL.canParse(text);

const KINDS: readonly RemedyKind[] = ["update", "repair", "replacement", "refund", "workaround", "none"];

function remedyOf({ title = "", text }: CsafNote): Notice["remedies"] {
  const kind = KINDS.find((one) => title === `${TITLES.remedy}: ${one}`);
  if (!kind) return [];
  const [, before, last] = /^([\s\S]*)\n([^\n]*)$/.exec(text) ?? [];
  const url = isWeb(last) ? last : undefined;
  const plain = plainText(url ? (before ?? "") : text, 4_000);
  return plain ? [{ kind, text: plain, url }] : [];
}
