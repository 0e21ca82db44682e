import type { z } from "zod";
import { complainTogether, DECLARATION_FORMAT, type Declaration, declarationSchema } from "./declaration.ts";
import { EN_303_645, PROVISIONS } from "./en303645.ts";

/** A declaration that is being written: the shape of one, with whatever has not been said yet left empty. */
export type DeclarationDraft = Omit<Declaration, "provisions"> & {
  provisions: { id: string; answer: Declaration["provisions"][number]["answer"] | ""; reason?: string }[];
};

/** @param supportEnd Unix time of the register. */
export function emptyDeclaration(model: { gtin: string; name: string; maker: { name: string }; supportEnd: number }): DeclarationDraft {
  return {
    format: DECLARATION_FORMAT,
    standard: EN_303_645,
    language: "en",
    model: { gtin: model.gtin, name: model.name, type: "" },
    maker: { name: model.maker.name, address: "" },
    representatives: [],
    credentials: "unique-per-device",
    keys: "unique-per-device",
    support: { until: new Date(model.supportEnd * 1000).toISOString().slice(0, 10) },
    vulnerabilities: { email: "", acknowledgedWithinDays: 5, statusEveryDays: 14 },
    updates: { delivery: "automatic", text: "" },
    personalData: "",
    telemetry: { collected: false, text: "" },
    bills: { software: false, hardware: false },
    provisions: PROVISIONS.map(({ id }) => ({ id, answer: "" })),
    signed: { name: "", role: "", place: "", date: "" },
  };
}

/** Empty texts are things not said: they are left out, so that what is optional may stay empty in a form. */
function withoutEmpty(value: unknown): unknown {
  if (typeof value === "string") return value.trim() === "" ? undefined : value.trim();
  if (Array.isArray(value)) return value.map(withoutEmpty);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([key, inner]) => [key, withoutEmpty(inner)] as const);
  return Object.fromEntries(entries.filter(([, inner]) => inner !== undefined));
}

/** What is left to do before a draft is a declaration: by path, such as `maker.address` or `provisions.5.1-1`. */
export type DraftProblems = { path: string; message: string }[];

/** The declaration that a draft has become, or what keeps it from being one. */
export function finishDeclaration(draft: DeclarationDraft): { declaration: Declaration } | { problems: DraftProblems } {
  const said = withoutEmpty(draft) as DeclarationDraft;
  const parsed = declarationSchema.safeParse(said);
  if (parsed.success) return { declaration: parsed.data };
  // An answer that is missing is told by the provision's number, not by its place.
  const named = (path: readonly PropertyKey[]): string => {
    const [head, at, ...rest] = path;
    const provision = head === "provisions" && typeof at === "number" ? PROVISIONS[at] : undefined;
    return provision ? `provisions.${provision.id}` : [head, at, ...rest].filter((step) => step !== undefined).join(".");
  };
  const problems = parsed.error.issues.map((issue) => ({ path: named(issue.path), message: sayProblem(issue) }));
  // The schema looks at fields together only once each is answered by itself. Who fills in a form wants to hear all of it.
  complainTogether(said, (path, message) => {
    const at = path.join(".");
    if (!problems.some((known) => known.path === at)) problems.push({ path: at, message });
  });
  return { problems };
}

function sayProblem(issue: z.core.$ZodIssue): string {
  if (issue.code === "custom" || issue.code === "invalid_format") return issue.message;
  if (issue.code === "too_big") return `is more than ${issue.maximum}${issue.origin === "string" ? " characters" : ""}`;
  if (issue.code === "too_small") return `is less than ${issue.minimum}`;
  return "has to be answered";
}
