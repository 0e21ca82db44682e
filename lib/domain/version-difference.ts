import type { Measure, Severity } from "./kinds.ts";
import type { Notice } from "./notice-document.ts";
import { type WordChange, wordDifference } from "./word-difference.ts";

/** A part of a notice that differs. */
export type FieldChange = { field: string; words: WordChange[] };

/** What one version of a recall changes in the one before. `null` where nothing changes. */
export type VersionDifference<Item> = {
  measure: { before: Measure; after: Measure } | null;
  severity: { before: Severity; after: Severity } | null;
  /** What is affected as well, and what is taken out. */
  added: Item[];
  excluded: Item[];
  /** The parts that differ; null when the texts of both cannot be compared, because one of them is not at hand. */
  notice: FieldChange[] | null;
};

/** A version as it stands; `notice` is null when the document cannot be had. */
export type Version = { measure: Measure; severity: Severity; noticeDigest: string; notice: Notice | null };

const yes = (value: boolean): string => (value ? "yes" : "no");
const lines = (...texts: (string | undefined | false)[]): string => texts.filter((text) => text).join("\n");

/** A notice as people read it, part by part; parts that are lists have a line for each. */
function partsOf(notice: Notice): [field: string, text: string][] {
  const { contact, sold = {} } = notice;
  return [
    ["language", notice.language],
    ["headline", notice.headline],
    ["hazard", notice.hazard],
    ["stop using it", yes(notice.stopUse)],
    ["keep it off the internet", yes(notice.isolateFromNetwork)],
    ["what to do", lines(...notice.whatToDo)],
    ["remedies", lines(...notice.remedies.map(({ kind, text, url }) => [kind, text, url].filter(Boolean).join(" ")))],
    ["why only one remedy", notice.onlyRemedy ?? ""],
    ["contact", lines(contact.name, contact.email, contact.phone, contact.phoneIsFree && "free of charge", contact.url, contact.details)],
    [
      "products",
      lines(
        ...notice.products.map(({ vendor, name, version, modelNumbers, status }) =>
          [vendor, name, version, ...modelNumbers, status].filter(Boolean).join(" "),
        ),
      ),
    ],
    ["vulnerabilities", lines(...notice.vulnerabilities.map(({ id, title, score }) => [id, title, score?.base].filter(Boolean).join(" ")))],
    ["severity in the notice", notice.severity ?? ""],
    ["number of units", notice.units ?? ""],
    ["sold", lines(sold.where, sold.when, sold.by, sold.price)],
    ["made by", notice.madeBy ?? ""],
    ["incidents", notice.incidents ?? ""],
    ["pictures", lines(...(notice.pictures ?? []).map(({ shows, text, sha256 }) => `${shows} ${text} ${sha256}`))],
    ["sharing", notice.share ?? ""],
    ["further text", lines(...notice.notes.map(({ title, text }) => lines(title, text)))],
    ["source", notice.source ? `${notice.source.id} version ${notice.source.version}` : ""],
  ];
}

export function noticeDifference(before: Notice, after: Notice): FieldChange[] {
  const old = new Map(partsOf(before));
  return partsOf(after).flatMap(([field, text]): FieldChange[] => {
    const words = wordDifference(old.get(field) ?? "", text);
    return words.every(({ kind }) => kind === "same") ? [] : [{ field, words }];
  });
}

/** What changes from one version of a recall to the next. @param items What the next one adds to the scope. */
export function versionDifference<Item extends { excluded?: boolean }>(
  before: Version,
  after: Version,
  items: readonly Item[],
): VersionDifference<Item> {
  const sameNotice = before.noticeDigest === after.noticeDigest;
  const texts = before.notice && after.notice ? noticeDifference(before.notice, after.notice) : null;
  return {
    measure: before.measure === after.measure ? null : { before: before.measure, after: after.measure },
    severity: before.severity === after.severity ? null : { before: before.severity, after: after.severity },
    added: items.filter(({ excluded }) => !excluded),
    excluded: items.filter(({ excluded }) => excluded),
    notice: sameNotice ? [] : texts,
  };
}
