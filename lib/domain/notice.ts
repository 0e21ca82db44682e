import type { Measure, Severity } from "./kinds.ts";
import { type Notice, plainText } from "./notice-document.ts";

/**
 * Who is told of a recall, and in what words. The notifier asks the same question of the whole register in one statement
 * of SQL; a test holds the two together.
 */
export const CHANNELS = ["inbox", "mail"] as const;
export type Channel = (typeof CHANNELS)[number];

/** How a recall stands for one claimed unit that it affects. */
export type Standing = {
  recallOpen: boolean;
  /** Block of the log that brought its present version. */
  versionBlock: bigint;
  /** Block in which the present owner got the title. */
  titleBlock: bigint;
  remedied: boolean;
  /** Channels for which the owner left an address. */
  reachable: readonly Channel[];
};

/**
 * Channels on which the owner has to be told. Nothing rests on a block that the chain may still take back. The inbox needs
 * no address, so it is owed to every owner.
 */
export function channelsOwed(standing: Standing, finalizedBlock: bigint): Channel[] {
  const { recallOpen, versionBlock, titleBlock, remedied, reachable } = standing;
  if (!recallOpen || remedied || versionBlock > finalizedBlock || titleBlock > finalizedBlock) return [];
  return CHANNELS.filter((channel) => channel === "inbox" || reachable.includes(channel));
}

/**
 * Days after an owner was told of a version by a message, on which the owner is reminded while the unit is not fixed;
 * then silence. A new version is told anew.
 */
export const REMINDER_DAYS = [1, 7, 30, 90] as const;

/**
 * Number of the reminder that is due, 0 for none. Of several whose day has passed only the last is sent.
 * @param told When the message went out, and
 * @param now the present; both in seconds.
 */
export const reminderDue = (told: number, now: number): number => REMINDER_DAYS.filter((days) => now - told >= days * 86_400).length;

/** What a message about one unit is made of. Names and texts are of unknown origin and are cleaned here. */
export type NoticeFacts = {
  recall: { id: number; version: number; measure: Measure; severity: Severity };
  /** Name of the body that issued the recall. */
  issuer: string;
  /** `id` in its text form; `model` and `maker` by name. */
  unit: { id: string; model: string; maker: string };
  /** The notice, null when it cannot be had: an owner is told of the recall all the same. */
  document: Pick<Notice, "headline" | "whatToDo" | "stopUse" | "isolateFromNetwork"> | null;
  /** Address of this register, without a slash at the end. */
  publicUrl: string;
  /** Number of the reminder, 0 for the notice itself. */
  reminder: number;
};

const NOUN: Record<Measure, string> = {
  recall: "Recall",
  "safety-warning": "Safety warning",
  "corrective-update": "Update needed",
  withdrawal: "Withdrawal",
};

const STEPS_SHOWN = 6;

/** One line without control characters: what it becomes part of (a subject, a list) cannot be broken out of. */
const line = (text: string, max: number): string => plainText(text.replace(/\s+/g, " "), max) ?? "?";

/** The line an owner reads first, in the inbox and as the subject of a mail. */
export function noticeTitle(facts: NoticeFacts): string {
  const title = `${facts.reminder > 0 ? "Reminder: " : ""}${NOUN[facts.recall.measure]}: ${line(facts.unit.model, 60)}`;
  return facts.document ? `${title} - ${line(facts.document.headline, 100)}` : title;
}

/** Paragraphs of the message; a list is a paragraph of steps. */
function paragraphs(facts: NoticeFacts): (string | string[])[] {
  const { recall, unit, issuer, document, reminder } = facts;
  const last = reminder === REMINDER_DAYS.length ? " It is the last one." : "";
  const urgent = [
    document?.stopUse && "Stop using it until it is fixed.",
    document?.isolateFromNetwork && "Keep it off the internet until it is fixed.",
  ].filter((text) => typeof text === "string");
  const steps = document?.whatToDo.slice(0, STEPS_SHOWN).map((step) => line(step, 500)) ?? [];
  return [
    `Your ${line(unit.model, 60)} by ${line(unit.maker, 60)} (unit ${unit.id}) is affected by recall ${recall.id}, issued by ${line(issuer, 100)}. Severity: ${recall.severity}.`,
    ...(recall.version > 1 ? [`This is version ${recall.version} of the recall. It counts instead of what you were told before.`] : []),
    ...(reminder > 0
      ? [
          `This is reminder ${reminder} of ${REMINDER_DAYS.length}: you were told before, and the register still has no fix of this unit.${last}`,
        ]
      : []),
    document
      ? line(document.headline, 200)
      : "The text of the notice is missing or was altered, so none of it is repeated here. Ask the issuer for it.",
    ...(urgent.length > 0 ? [urgent.join(" ")] : []),
    ...(steps.length > 0 ? ["What to do now:", steps] : []),
    `The full notice, who is affected, and the fix: ${recallLink(facts)}`,
    "When you have read it, confirm there with the wallet that owns the unit; when it is fixed, record that there too.",
    "This message never asks you to sign, to pay, or to tell your claim code. If in doubt, type the address of the register yourself.",
  ];
}

const recallLink = ({ publicUrl, recall }: NoticeFacts): string => `${publicUrl}/recalls/${recall.id}`;

export type Mail = { subject: string; text: string; html: string };

/**
 * A mail about one unit: little detail, because mailboxes are shared, and links that change nothing.
 * @param stopLink Page on which the reader can end mails to this address.
 */
export function composeMail(facts: NoticeFacts, stopLink: string): Mail {
  const parts = [...paragraphs(facts), `You left this address for recalls of your devices. To end these mails: ${stopLink}`];
  const text = parts.map((part) => (Array.isArray(part) ? part.map((step, at) => `${at + 1}. ${step}`).join("\n") : part)).join("\n\n");
  const links = [recallLink(facts), stopLink].map(escapeHtml);
  const linked = (paragraph: string): string =>
    links.reduce((html, link) => html.replace(link, () => `<a href="${link}">${link}</a>`), escapeHtml(paragraph));
  const html = parts
    .map((part) =>
      Array.isArray(part) ? `<ol>${part.map((step) => `<li>${escapeHtml(step)}</li>`).join("")}</ol>` : `<p>${linked(part)}</p>`,
    )
    .join("\n");
  const subject = noticeTitle(facts);
  return {
    subject,
    text: `${text}\n`,
    html: `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>${escapeHtml(subject)}</title></head>
<body style="font-family:sans-serif;line-height:1.5;max-width:40rem;margin:0 auto;padding:1rem">
${html}
</body></html>
`,
  };
}

const ESCAPES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
/** Text as it may stand in HTML, also inside a quoted attribute. */
export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (character) => ESCAPES[character] as string);

/**
 * The same for every attempt to tell this owner of this version on this channel, or to remind of it, so that a mail that was sent twice (a crash
 * between the server's answer and our note of it) is recognised as one.
 */
export function messageId(
  key: { chainId: number; recallId: number; version: number; unit: string; epoch: number; reminder: number },
  domain: string,
): string {
  const reminder = key.reminder > 0 ? `.reminder-${key.reminder}` : "";
  return `<recall-${key.recallId}.${key.version}.unit-${key.unit}.${key.epoch}${reminder}.chain-${key.chainId}@${domain}>`;
}
