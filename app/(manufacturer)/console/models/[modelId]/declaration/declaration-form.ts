import { contradictions, DECLARATION_FORMAT, PROVISION_ANSWERS } from "../../../../../../lib/domain/declaration.ts";
import { type DeclarationDraft, finishDeclaration } from "../../../../../../lib/domain/declaration-draft.ts";
import { PROVISIONS } from "../../../../../../lib/domain/en303645.ts";

/** One field of the form, by where it stands in the document, such as `maker.address`. */
export type FormField = {
  path: string;
  label: string;
  hint?: string;
  as: "line" | "text" | "mail" | "link" | "day" | "number" | "truth";
  required?: true;
};

/** The fields that are filled in word by word, in the order of the document. The rest are choices and lists. */
export const FIELDS = {
  product: [
    { path: "model.type", label: "What kind of product it is", hint: "For example video doorbell.", as: "line", required: true },
    {
      path: "model.intendedUse",
      label: "What it is meant for",
      hint: "In which surroundings, what it essentially does, and how it is secured.",
      as: "text",
    },
    { path: "model.risks", label: "What could go wrong", hint: "Uses and misuses that can be foreseen and bring risks.", as: "text" },
    { path: "language", label: "Language of these texts", hint: "As a code, such as en or pt-BR.", as: "line", required: true },
  ],
  maker: [
    { path: "maker.name", label: "Name", hint: "As in the commercial register.", as: "line", required: true },
    { path: "maker.address", label: "Postal address", as: "text", required: true },
    { path: "maker.email", label: "Mail", as: "mail" },
    { path: "maker.website", label: "Web page", as: "link" },
  ],
  password: [{ path: "passwordChange", label: "How the password is changed", hint: "Or that it cannot be.", as: "text" }],
  support: [
    { path: "support.until", label: "Security updates until", hint: "Not later than the register has it.", as: "day", required: true },
    { path: "support.availableUntil", label: "Updates that appeared can be had until", hint: "May stay empty.", as: "day" },
    { path: "support.reason", label: "Why not for longer", as: "text" },
    { path: "support.help", label: "Help besides updates", as: "text" },
  ],
  vulnerabilities: [
    { path: "vulnerabilities.email", label: "Mail for reports", hint: "This or a web page.", as: "mail" },
    { path: "vulnerabilities.url", label: "Web page for reports", hint: "This or a mail address.", as: "link" },
    { path: "vulnerabilities.policy", label: "Policy on disclosure", as: "link" },
    { path: "vulnerabilities.acknowledgedWithinDays", label: "Acknowledged within (days)", as: "number", required: true },
    { path: "vulnerabilities.statusEveryDays", label: "Told how it stands every (days)", as: "number", required: true },
  ],
  updates: [
    { path: "updates.text", label: "How updates reach it, in words", as: "text", required: true },
    { path: "updates.switchOff", label: "How automatic installation is switched off", as: "text" },
  ],
  data: [
    {
      path: "personalData",
      label: "Personal data",
      hint: "What it processes, where and why; or that it processes none.",
      as: "text",
      required: true,
    },
    { path: "telemetry.collected", label: "It sends data about its use to somebody.", as: "truth" },
    {
      path: "telemetry.text",
      label: "Data about its use",
      hint: "What is sent, to whom and how long it is kept; or that nothing is.",
      as: "text",
      required: true,
    },
  ],
  instructions: [
    { path: "instructions", label: "Instructions for secure use", as: "link" },
    { path: "conformity", label: "EU declaration of conformity", as: "link" },
    { path: "setup", label: "How to set it up securely", as: "text" },
    { path: "disposal", label: "How to take it out of use", hint: "So that no data stays.", as: "text" },
    { path: "changes", label: "What changing it does to the security of data", as: "text" },
    { path: "integration", label: "What somebody has to know who builds it into another product", as: "text" },
    { path: "mud", label: "MUD file", hint: "Tells routers whom it needs to talk to (RFC 8520), at an https address.", as: "link" },
    { path: "bills.software", label: "A bill of its software is kept.", as: "truth" },
    { path: "bills.hardware", label: "A bill of its hardware is kept.", as: "truth" },
    { path: "bills.softwareUrl", label: "Where the bill of software can be had", as: "link" },
  ],
  signed: [
    { path: "signed.name", label: "Name", hint: "Of the person who signs.", as: "line", required: true },
    { path: "signed.role", label: "Role", hint: "For example head of product security.", as: "line", required: true },
    { path: "signed.place", label: "Place", as: "line", required: true },
    { path: "signed.date", label: "Day", as: "day", required: true },
  ],
} as const satisfies Record<string, readonly FormField[]>;

const CHOICES: Record<string, readonly string[]> = {
  credentials: ["absent", "unique-per-device", "set-by-user", "shared"],
  keys: ["absent", "unique-per-device", "shared"],
  "updates.delivery": ["automatic", "by-owner", "none"],
};

export const MOST_REPRESENTATIVES = 10;

type Node = Record<string, unknown>;
const isNode = (value: unknown): value is Node => typeof value === "object" && value !== null && !Array.isArray(value);

/** What stands at a path of a document; undefined where nothing does. */
export const at = (document: unknown, path: string): unknown =>
  path.split(".").reduce<unknown>((node, key) => (isNode(node) ? node[key] : undefined), document);

/** The draft with another value at a path. */
export function withAt(draft: DeclarationDraft, path: string, value: unknown): DeclarationDraft {
  const put = (node: unknown, [key, ...rest]: string[]): Node => {
    const own = isNode(node) ? node : {};
    return { ...own, [key as string]: rest.length > 0 ? put(own[key as string], rest) : value };
  };
  return put(draft, path.split(".")) as DeclarationDraft;
}

const TYPES: Record<FormField["as"], string> = {
  ...{ line: "string", text: "string", mail: "string", link: "string", day: "string" },
  ...{ number: "number", truth: "boolean" },
};

const textsOf = <Name extends string>(value: unknown, names: readonly Name[]): Record<Name, string> => {
  const text = (said: unknown): string => (typeof said === "string" ? said : "");
  return Object.fromEntries(names.map((name) => [name, text(at(value, name))])) as Record<Name, string>;
};

/**
 * A draft with what an earlier declaration or draft says, read field by field: a file may hold anything. What it says of
 * which model it is stays as the register has it.
 * @returns null when it is none.
 */
export function takenOver(draft: DeclarationDraft, value: unknown): DeclarationDraft | null {
  if (at(value, "format") !== DECLARATION_FORMAT) return null;
  let taken = draft;
  for (const { path, as } of Object.values(FIELDS).flat()) {
    const said = at(value, path);
    if (typeof said === TYPES[as]) taken = withAt(taken, path, said);
  }
  for (const [path, choices] of Object.entries(CHOICES)) {
    const said = at(value, path);
    if (typeof said === "string" && choices.includes(said)) taken = withAt(taken, path, said);
  }
  const list = (path: string): unknown[] => {
    const said = at(value, path);
    return Array.isArray(said) ? said : [];
  };
  const kingdom = at(value, "unitedKingdom");
  const answers = new Map(list("provisions").map((one) => [at(one, "id"), textsOf(one, ["answer", "reason"])]));
  return {
    ...taken,
    representatives: list("representatives")
      .slice(0, MOST_REPRESENTATIVES)
      .map((one) => textsOf(one, ["market", "name", "address"])),
    ...(isNode(kingdom) && {
      unitedKingdom: { ...textsOf(kingdom, ["batches"]), basis: kingdom.basis === "schedule-2" ? "schedule-2" : "schedule-1" },
    }),
    provisions: PROVISIONS.map(({ id }) => {
      const { answer, reason } = answers.get(id) ?? { answer: "", reason: "" };
      return { id, answer: PROVISION_ANSWERS.find((known) => known === answer) ?? "", ...(reason && { reason }) };
    }),
  };
}

/** What is left to do, by path, in sentences; and the declaration once nothing is. */
export function judge(draft: DeclarationDraft, known: { gtin: string; supportEnd: number }) {
  const finished = finishDeclaration(draft);
  const found = "problems" in finished ? finished.problems : [];
  const problems: Record<string, string> = {};
  for (const { path, message } of found) {
    // What is wrong with two fields together is said at the first of them.
    const field = path === "vulnerabilities" ? "vulnerabilities.email" : path;
    problems[field] ??= `It ${message}.`;
  }
  const { credentials, keys } = draft;
  const [contradiction] = contradictions(draft, { ...known, credentials, keys });
  if (contradiction) problems["support.until"] ??= `In contradiction to the register: ${contradiction}.`;
  return { problems, declaration: "declaration" in finished && Object.keys(problems).length === 0 ? finished.declaration : null };
}
