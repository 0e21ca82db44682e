import type { Standing } from "../../lib/domain/disclosure.ts";
import type { Answer, DisclosureKind, Verdict } from "../../lib/domain/kinds.ts";
import type { DisclosureSummary } from "../../lib/feed/wire/disclosures.ts";
import type { HistoryEntry } from "../../lib/feed/wire.ts";
import type { Told } from "./history.ts";
import { readable, readableReason } from "./words.ts";

/** What disclosures are called, and what that means. */

export const DISCLOSURE_KIND_WORDS: Record<DisclosureKind, string> = { vulnerability: "Vulnerability", breach: "Declaration not kept" };

export const STANDING_WORDS: Record<Standing, { word: string; meaning: string }> = {
  confirmed: { word: "Confirmed", meaning: "A regulator has confirmed it." },
  demanded: { word: "Answer demanded", meaning: "A regulator wants the maker to answer by a day that it has set." },
  answered: { word: "Answered", meaning: "The maker has answered. No regulator has judged it." },
  unanswered: { word: "Not answered", meaning: "One person's word: nobody has answered or judged it." },
  dismissed: { word: "Dismissed", meaning: "A regulator has dismissed it." },
  withdrawn: { word: "Taken back", meaning: "Whoever disclosed it has taken it back." },
};

export const ANSWER_WORDS: Record<Answer, string> = {
  acknowledged: "is looking into it",
  fixed: "says that it is fixed",
  disputed: "disputes it",
};

const VERDICT_WORDS: Record<Verdict, string> = { confirmed: "confirms it", dismissed: "dismisses it" };

/** `Vulnerability CVE-2031-12345`, `Declaration 2 not kept, provision 5.1-1` */
export function disclosureTitle({ kind, subject, declaration }: Pick<DisclosureSummary, "kind" | "subject" | "declaration">): string {
  if (kind === "vulnerability") return subject ? `Vulnerability ${subject}` : "Vulnerability";
  return `Declaration ${declaration} not kept${subject ? `, provision ${subject}` : ""}`;
}

/** An event about a disclosure as a sentence. */
export function disclosureEntry({ name, args }: HistoryEntry, { model, judgements, demand }: DisclosureSummary): Told {
  const regulator = [...judgements.map((said) => said.regulator), ...(demand ? [demand.by] : [])].find(({ id }) => id === args.regulator);
  const who = regulator ? readable(regulator.name) : "A regulator";
  switch (name) {
    case "DisclosureRevealed":
      return { text: "Revealed by whoever found it. The maker's time to answer began." };
    case "DisclosureAnswered":
      return { text: `${readable(model.maker.name)} ${ANSWER_WORDS[args.answer as Answer] ?? "has answered"}.` };
    case "DisclosureJudged":
      return { text: `${who} ${VERDICT_WORDS[args.verdict as Verdict] ?? "has judged it"}.`, detail: readableReason(args.reason) };
    case "AnswerDemanded":
      return { text: `${who} demands an answer.`, detail: readableReason(args.reason) };
    case "DisclosureWithdrawn":
      return { text: "Taken back by whoever disclosed it.", detail: readableReason(args.reason) };
    default:
      return { text: name };
  }
}
