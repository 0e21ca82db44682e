import type { Notice } from "./notice-document.ts";
import type { Draft } from "./notice-lint.ts";

const RULE = "16 CFR 1115.27";

type Item = { field: string; has(notice: Notice): boolean; says: string; instead: string };

const readable = ({ hazard, whatToDo, notes }: Notice): string => [hazard, ...whatToDo, ...notes.map(({ text }) => text)].join("\n");

/** What a recall notice has to tell in the United States, in the order in which readers look for it. */
const ITEMS: Item[] = [
  {
    field: "headline",
    has: ({ headline }) => /\brecall/i.test(headline),
    says: 'The heading does not say "recall".',
    instead: "Use the word in it.",
  },
  {
    field: "hazard",
    has: (notice) => /\brecall/i.test(readable(notice)),
    says: 'The text does not say "recall".',
    instead: "Use the word in it.",
  },
  {
    field: "products",
    has: ({ products }) => products.some(({ modelNumbers, version }) => modelNumbers.length > 0 || version !== undefined),
    says: "The product is not described by its numbers.",
    instead: "Name the product with its model, batch or serial numbers.",
  },
  {
    field: "pictures",
    has: ({ pictures = [] }) => pictures.some(({ shows }) => shows === "product"),
    says: "There is no picture of the product.",
    instead: "Add one.",
  },
  {
    field: "units",
    has: ({ units }) => units !== undefined,
    says: "The number of units is not said.",
    instead: "Say how many, or about how many.",
  },
  {
    field: "products",
    has: ({ products }) => products.some(({ vendor }) => vendor !== undefined),
    says: "Whose product it is is not said.",
    instead: "Name the firm that recalls it.",
  },
  {
    field: "madeBy",
    has: ({ madeBy }) => madeBy !== undefined,
    says: "The manufacturer is not named.",
    instead: "Name it and the country.",
  },
  {
    field: "sold.by",
    has: ({ sold }) => sold?.by !== undefined,
    says: "No significant retailer is named.",
    instead: "Name those who sold it, and where.",
  },
  {
    field: "sold.when",
    has: ({ sold }) => sold?.when !== undefined,
    says: "When it was made and sold is not said.",
    instead: "Name the months and years.",
  },
  {
    field: "sold.price",
    has: ({ sold }) => sold?.price !== undefined,
    says: "The price is not said.",
    instead: "Say about how much it cost.",
  },
  {
    field: "incidents",
    has: ({ incidents }) => incidents !== undefined,
    says: "Incidents, injuries and deaths are not told.",
    instead: "Say how many there were, with the ages of those injured; also when there were none.",
  },
  {
    field: "remedies",
    has: ({ remedies }) => remedies.some(({ kind }) => kind !== "none" && kind !== "workaround"),
    says: "No remedy is described.",
    instead: "Say what is offered and how to get it.",
  },
  {
    field: "contact",
    has: ({ contact }) => contact.phone !== undefined || contact.url !== undefined || contact.email !== undefined,
    says: "There is no way to reach the firm.",
    instead: "Add a phone number, a web address or a mail address.",
  },
];

export const usFindings = (notice: Notice): Draft[] =>
  ITEMS.filter(({ has }) => !has(notice)).map(({ field, says, instead }) => ({ rule: RULE, field, words: null, says, instead }));
