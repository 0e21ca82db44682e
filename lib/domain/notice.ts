import { formatModelId, type ModelId } from "./ids.ts";
import type { Measure, Severity } from "./kinds.ts";
import { knownLanguage, type Language, nameOfLanguage } from "./language.ts";
import { layOut, line, type Mail, type Part } from "./mail.ts";
import type { Notice } from "./notice-document.ts";
import { MEASURE_NOUNS, SEVERITY_WORDS, say } from "./notice-words.ts";

/**
 * Who is told of a recall, and in what words. The notifier asks the same question of the whole register in one statement
 * of SQL; a test holds the two together.
 */
export const CHANNELS = ["inbox", "mail", "push", "webhook"] as const;
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

/**
 * What an owner is told: of the recall, again of it, or that what was told no longer counts, because the recall was withdrawn
 * or because the chain took back the record of it. A recall that was closed needs no such word.
 */
export type NoticeKind = "notice" | "reminder" | "withdrawal" | "correction";

/**
 * Whether somebody who asked to be told of a model, without saying that they have a unit, has to be told of a recall: of
 * each version, by mail, for as long as it is open. Nobody knows whether they have a unit, so there is nothing to remind of.
 * @param reached Blocks that brought the batches of the model in which the recall meets units.
 */
export const isOwedToSubscribers = (
  { recallOpen, versionBlock, reached }: Pick<Standing, "recallOpen" | "versionBlock"> & { reached: readonly bigint[] },
  finalizedBlock: bigint,
): boolean => recallOpen && versionBlock <= finalizedBlock && reached.some((block) => block <= finalizedBlock);

/** What a message about one unit or one model is made of. Names and texts are of unknown origin and are cleaned here. */
export type NoticeFacts = {
  /** `measure` is null once the register has no such recall any more. */
  recall: { id: number; version: number; measure: Measure | null; severity: Severity };
  /** Name of the body that issued the recall. */
  issuer: string;
  /** `id` in its text form, null for a message about the model; `model` and `maker` by name. */
  unit: { id: string | null; model: string; maker: string };
  /** The notice, null when it cannot be had: an owner is told of the recall all the same. */
  document: Pick<Notice, "language" | "headline" | "whatToDo" | "stopUse" | "isolateFromNetwork"> | null;
  /** Address of this register, without a slash at the end. */
  publicUrl: string;
  /** Number of the reminder, 0 for the notice itself. */
  reminder: number;
  kind: NoticeKind;
  /** Whether the chain may still take back what it rests on; only where an operator allows early alerts. */
  isEarly: boolean;
};

const STEPS_SHOWN = 6;

/** The line an owner reads first, in the inbox and as the subject of a mail; the headline in the issuer's own words. */
export function noticeTitle({ recall, unit, document, reminder, kind, isEarly }: NoticeFacts, language: Language): string {
  const model = line(unit.model, 60);
  if (kind === "withdrawal") return say(language, "titleOfWithdrawal", { model });
  if (kind === "correction") return say(language, "titleOfCorrection", { model });
  const notice = say(language, "title", { measure: MEASURE_NOUNS[language][recall.measure ?? "recall"], model });
  const again = reminder > 0 ? say(language, "titleOfReminder", { title: notice }) : notice;
  const title = isEarly ? say(language, "titleOfEarly", { title: again }) : again;
  return document ? `${title} - ${line(document.headline, 100)}` : title;
}

/** What the issuer wrote, word for word; said to be in another language when it is. */
function issuersParts(document: NonNullable<NoticeFacts["document"]>, language: Language): { headline: Part[]; steps: Part[] } {
  const isForeign = knownLanguage(document.language) !== language;
  const lang = isForeign ? { lang: document.language } : {};
  const steps = document.whatToDo.slice(0, STEPS_SHOWN).map((step) => line(step, 500));
  return {
    headline: [
      ...(isForeign ? [{ text: say(language, "foreign", { language: nameOfLanguage(document.language, language) }) }] : []),
      { text: line(document.headline, 200), ...lang },
    ],
    steps: steps.length > 0 ? [{ text: say(language, "whatToDo") }, { text: steps, ...lang }] : [],
  };
}

/** That what was told no longer counts: nothing of the notice is repeated. */
function endParts(facts: NoticeFacts, language: Language, sentence: "withdrawn" | "takenBack"): Part[] {
  const { recall, unit, issuer } = facts;
  const slots = { model: line(unit.model, 60), maker: line(unit.maker, 60), recall: recall.id, issuer: line(issuer, 100) };
  const told = unit.id === null ? say(language, `${sentence}Model`, slots) : say(language, sentence, { ...slots, unit: unit.id });
  return [{ text: told }, { text: say(language, "recallPage", { link: recallLink(facts) }) }, { text: say(language, "neverAsks") }];
}

function parts(facts: NoticeFacts, language: Language): Part[] {
  const { recall, unit, issuer, document, reminder, kind } = facts;
  if (kind === "withdrawal") return endParts(facts, language, "withdrawn");
  if (kind === "correction") return endParts(facts, language, "takenBack");
  const slots = {
    model: line(unit.model, 60),
    maker: line(unit.maker, 60),
    recall: recall.id,
    issuer: line(issuer, 100),
    severity: SEVERITY_WORDS[language][recall.severity],
  };
  const told = [unit.id === null ? say(language, "affectedModel", slots) : say(language, "affected", { ...slots, unit: unit.id })];
  if (facts.isEarly) told.push(say(language, "early"));
  if (recall.version > 1) told.push(say(language, "newVersion", { version: recall.version }));
  if (reminder > 0) {
    const which = say(language, "reminder", { number: reminder, count: REMINDER_DAYS.length });
    told.push(reminder === REMINDER_DAYS.length ? `${which} ${say(language, "lastReminder")}` : which);
  }
  const urgent = [document?.stopUse && say(language, "stopUse"), document?.isolateFromNetwork && say(language, "isolate")].filter(Boolean);
  const issuers = document && issuersParts(document, language);
  const aboutModel = unit.id === null;
  return [
    ...told.map((text) => ({ text })),
    ...(aboutModel ? [{ text: say(language, "whetherYours", { link: checkLink(facts) }) }] : []),
    ...(issuers?.headline ?? [{ text: say(language, "documentMissing") }]),
    ...(aboutModel && (urgent.length > 0 || issuers?.steps.length) ? [{ text: say(language, "ifYours") }] : []),
    ...(urgent.length > 0 ? [{ text: urgent.join(" ") }] : []),
    ...(issuers?.steps ?? []),
    { text: say(language, "fullNotice", { link: recallLink(facts) }) },
    { text: aboutModel ? say(language, "claimYours", { link: claimLink(facts) }) : say(language, "confirmReading") },
    { text: say(language, "neverAsks") },
  ];
}

/** The page of the recall, for people. */
export const recallLink = ({ publicUrl, recall }: NoticeFacts): string => `${publicUrl}/recalls/${recall.id}`;

/** Where whoever has the code or the numbers of a unit sees whether it is meant, and where its owner claims it. */
const checkLink = (facts: NoticeFacts): string => `${recallLink(facts)}#your-device`;
const claimLink = ({ publicUrl }: NoticeFacts): string => `${publicUrl}/claim`;

/**
 * A mail about one unit or one model: little detail, because mailboxes are shared, and links that change nothing.
 * @param language Of everything but the issuer's own words.
 * @param stopLink Page on which the reader can end mails to this address.
 */
export function composeMail(facts: NoticeFacts, language: Language, stopLink: string): Mail {
  const end = facts.unit.id === null ? "endMailsModel" : "endMails";
  const all = [...parts(facts, language), { text: say(language, end, { link: stopLink }) }];
  return layOut(noticeTitle(facts, language), all, language, [recallLink(facts), checkLink(facts), claimLink(facts), stopLink]);
}

type NoticeKey = {
  chainId: number;
  recallId: number;
  version: number;
  /** Text form; null where it is about a model. */
  unit: string | null;
  model: ModelId | null;
  /** Of the title, or the number of the wish to be told of the model. */
  epoch: number;
  reminder: number;
  kind: NoticeKind;
};

/**
 * The same for every attempt to tell this owner of this version on this channel, or to remind of it, so that a message that was sent twice (a
 * crash between the answer and our note of it) is recognised as one.
 */
export function noticeId(key: NoticeKey): string {
  const which = { notice: "", reminder: `.reminder-${key.reminder}`, withdrawal: ".withdrawal", correction: ".correction" }[key.kind];
  const about = key.model === null ? `unit-${key.unit}` : `model-${formatModelId(key.model)}`;
  return `recall-${key.recallId}.${key.version}.${about}.${key.epoch}${which}.chain-${key.chainId}`;
}

/** The same as the id of a mail. */
export const messageId = (key: NoticeKey, domain: string): string => `<${noticeId(key)}@${domain}>`;
