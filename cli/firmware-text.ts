import type { At, Finding, Judgement, SharedSecret, Unread } from "../lib/domain/firmware-finding.ts";
import type { Trial } from "./firmware-crypt.ts";
import type { ImageReport } from "./firmware-image.ts";
import { heading, number, title } from "./output.ts";

export type TriedFinding = Finding & { trial?: Trial };
export type CheckedImage = Omit<ImageReport, "findings"> & { findings: TriedFinding[]; judgements: Judgement[] | null };

/** `0x1f400 + 0x20`: the second is inside what was unpacked at the first. */
export const place = (at: At): string => at.map((offset) => `0x${offset.toString(16)}`).join(" + ");

/** As it stands there, so that a blank at its end is seen. */
const quoted = (text: string): string => (text === "" ? "no password" : JSON.stringify(text));

export function findingWords(finding: TriedFinding): string {
  switch (finding.kind) {
    case "default-pair":
      return `default password: ${JSON.stringify(finding.user)} with ${quoted(finding.password)}, as ${finding.shape}${finding.certainty === "possible" ? "; possible, look at it" : ""}`;
    case "open-account":
      return `account without a password: ${JSON.stringify(finding.user)}`;
    case "password-hash": {
      const whose = finding.user === null ? "" : ` of ${JSON.stringify(finding.user)}`;
      return `password hash (${finding.scheme})${whose}${finding.locked ? ", locked" : ""}: ${trialWords(finding.trial)}`;
    }
    case "private-key": {
      const what = [finding.algorithm, finding.form].filter((word) => word !== null).join(", ");
      const print = finding.fingerprint === null ? "" : `, public key SHA-256 ${finding.fingerprint}`;
      return `private key: ${what}${finding.encrypted ? ", encrypted" : ""}${print}`;
    }
  }
}

function trialWords(trial: Trial | undefined): string {
  if (!trial || trial.tried === null) return "all units share it; no password was tried against it";
  if (trial.password !== null) return `all units share it, and it is of ${quoted(trial.password)}`;
  return `all units share it; none of ${number(trial.tried)} known passwords`;
}

const unreadWords = ({ at, length, what }: Unread): string => `${place(at)}  ${what}${length === null ? "" : `, ${number(length)} bytes`}`;

/** What people are shown of the list; a program gets all of it. */
const SHOWN = 20;
const some = (lines: string[]): string[] =>
  lines.length <= SHOWN ? lines : [...lines.slice(0, SHOWN), `… and ${number(lines.length - SHOWN)} more; --json lists them`];

export function imageLines({ file, size, findings, unpacked, unread, unlisted, judgements }: CheckedImage): string[] {
  const head = `${file}: ${findings.length === 0 ? "nothing was found" : `${number(findings.length)} found`} in ${number(size)} bytes`;
  const packed =
    unpacked.members === 0 ? [] : [`Unpacked and looked into: ${number(unpacked.members)} members, ${number(unpacked.bytes)} bytes`];
  const rest =
    unread.length === 0 ? [] : ["Not looked into, so nothing is said of it:", ...some(unread.map(unreadWords)).map((line) => `  ${line}`)];
  return [
    heading(head),
    ...some(findings.map((finding) => `${place(finding.at)}  ${findingWords(finding)}`)).map((line) => `  ${line}`),
    ...(judgements ?? []).map(({ verdict, provision, says }) => `  ${verdict === "contradicts" ? "!" : "?"} ${provision}: ${says}`),
    ...[...packed, ...rest].map((line) => `  ${line}`),
    ...(unlisted === 0 ? [] : [`  ${number(unlisted)} further findings or places are not listed`]),
  ];
}

export const sharedLines = (shared: readonly SharedSecret[]): string[] =>
  shared.map(
    ({ what, id, images }) => `  The same ${what === "private-key" ? "private key" : "password hash"} ${id} is in ${images.join(", ")}`,
  );

export const NOT_SAFE = "Finding nothing does not make an image safe: only what is listed above was looked for, where it could be read.";

export const endLine = (count: number): string => (count === 0 ? title("Nothing was found.") : heading(`${number(count)} found`));
