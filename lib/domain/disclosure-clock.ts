import { isOver, type Standing } from "./disclosure.ts";

const DAY = 86_400;

/**
 * Days within which a maker answers. The number is this register's own: others say that ISO/IEC 29147 recommends to acknowledge a report
 * within seven days, but its clause (6.2.5 of the edition of 2018) was not seen. docs/declarations.md says what was looked up.
 */
export const ANSWER_DAYS = 7;

/**
 * The revealing starts the maker's clock, and nothing before it: it is the first thing that everybody can date and that
 * names the model. That a maker was told in private before is one side's word. The document may still be withheld from
 * the public then, for the maker has only to ask for it.
 */
export type DisclosureTimes = {
  revealedAt: number;
  /** Of the maker's last answer; null while it is silent. */
  answeredAt: number | null;
  /** A regulator's last demand, and the answer after it; null when there was none. */
  demand: { dueAt: number; answeredAt: number | null } | null;
  standing: Standing;
};

/** By when a maker owes an answer; null when it owes none. What a regulator demands counts in place of the week. */
export function answerDue({ revealedAt, answeredAt, demand, standing }: DisclosureTimes): number | null {
  if (isOver(standing)) return null;
  if (demand) return demand.answeredAt === null ? demand.dueAt : null;
  return answeredAt === null ? revealedAt + ANSWER_DAYS * DAY : null;
}
