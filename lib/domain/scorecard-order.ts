import type { SupportRecord, Timing } from "./scorecard.ts";

/** What makers are compared by, and which of two stands first. */
type Compared = {
  organization: { id: number; name: string };
  maker: { involved: number; remedied: number; reply: Timing; half: Timing; ninety: Timing };
  support: SupportRecord;
  releases: { published: number; revoked: number };
  models: { registered: number; certified: number };
};

const share = (count: number, of: number): number | null => (of === 0 ? null : count / of);

/** The smaller stands first; null, where there is nothing to compare, always last. */
const MEASURES = {
  reply: ({ maker }) => maker.reply.median,
  half: ({ maker }) => maker.half.median,
  ninety: ({ maker }) => maker.ninety.median,
  fixed: ({ maker }) => negative(share(maker.remedied, maker.involved)),
  support: ({ support }) => negative(share(support.kept, support.ended)),
  revoked: ({ releases }) => share(releases.revoked, releases.published),
  certified: ({ models }) => negative(share(models.certified, models.registered)),
} as const satisfies Record<string, (of: Compared) => number | null>;

const negative = (value: number | null): number | null => (value === null ? null : -value);

export const SCORECARD_ORDERS = ["name", "reply", "half", "ninety", "fixed", "support", "revoked", "certified"] as const;

/** Makers in an order; those with the same figure by their numbers. */
export function inOrder<Card extends Compared>(cards: readonly Card[], by: (typeof SCORECARD_ORDERS)[number]): Card[] {
  const byId = (a: Card, b: Card): number => a.organization.id - b.organization.id;
  if (by === "name") {
    const collator = new Intl.Collator("en");
    return cards.toSorted((a, b) => collator.compare(a.organization.name, b.organization.name) || byId(a, b));
  }
  const figure: (of: Compared) => number | null = MEASURES[by];
  return cards.toSorted((a, b) => {
    const [left, right] = [figure(a), figure(b)];
    if (left === null || right === null) return Number(left === null) - Number(right === null) || byId(a, b);
    return left - right || byId(a, b);
  });
}
