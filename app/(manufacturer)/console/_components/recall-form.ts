import { z } from "zod";
import type { Evidence, Measure, Severity } from "../../../../lib/domain/kinds.ts";
import type { Notice, RemedyKind } from "../../../../lib/domain/notice-document.ts";
import type { ScopeItemView } from "../../../../lib/feed/wire.ts";

/** A recall while it is being composed, as it stands in the fields. */
export type RecallForm = {
  scope: ScopeItemView[];
  measure: Measure;
  severity: Severity;
  minEvidence: Exclude<Evidence, "none">;
  headline: string;
  hazard: string;
  /** One step a line. */
  steps: string;
  stopUse: boolean;
  isolateFromNetwork: boolean;
  remedyKind: RemedyKind;
  remedyText: string;
  /** The other remedy that owners may choose; empty for none. */
  otherKind: RemedyKind | "";
  otherText: string;
  /** Why there is no other. */
  onlyRemedy: string;
  contactName: string;
  contactEmail: string;
  contactPhone: string;
  phoneIsFree: boolean;
  contactUrl: string;
  units: string;
  soldWhere: string;
  soldWhen: string;
  soldBy: string;
  soldPrice: string;
  madeBy: string;
  incidents: string;
  share: boolean;
  pictures: NonNullable<Notice["pictures"]>;
  /** Sequence of the fixing release by model id. */
  fixes: Record<string, number>;
  /** What the notice takes over from an advisory, or from the version before; null when it is written from nothing. */
  taken: Taken | null;
};

/** What stands in no field, or may stand there otherwise than in the document. */
export type Taken = Pick<Notice, "language" | "whatToDo" | "remedies" | "products" | "vulnerabilities" | "notes" | "source" | "share"> & {
  details?: string;
};

export const emptyForm = (contactName: string): RecallForm => ({
  scope: [],
  measure: "corrective-update",
  severity: "high",
  minEvidence: "owner",
  headline: "",
  hazard: "",
  steps: "",
  stopUse: false,
  isolateFromNetwork: false,
  remedyKind: "update",
  remedyText: "",
  otherKind: "",
  otherText: "",
  onlyRemedy: "",
  contactName,
  contactEmail: "",
  contactPhone: "",
  phoneIsFree: false,
  contactUrl: "",
  units: "",
  soldWhere: "",
  soldWhen: "",
  soldBy: "",
  soldPrice: "",
  madeBy: "",
  incidents: "",
  share: true,
  pictures: [],
  fixes: {},
  taken: null,
});

export type FormProblems = Partial<Record<keyof RecallForm, string>>;

export const stepsOf = ({ steps }: Pick<RecallForm, "steps">): string[] =>
  steps
    .split("\n")
    .map((step) => step.trim())
    .filter(Boolean);

const isWebAddress = (text: string): boolean => z.url({ protocol: /^https?$/ }).safeParse(text).success;
const isMail = (text: string): boolean => z.email().safeParse(text).success;

const length = (text: string, max: number, missing: string): string | undefined =>
  text.trim() === "" ? missing : text.trim().length > max ? `At most ${max} characters; it has ${text.trim().length}.` : undefined;

const tooLong = (text: string, max: number): string | undefined => (text.trim().length > max ? `At most ${max} characters.` : undefined);

/** What is wrong, by field, in sentences. Empty when the recall can be released as far as this page can tell. */
export function problemsOf(form: RecallForm): FormProblems {
  const steps = stepsOf(form);
  const problems: FormProblems = {
    scope: form.scope.every(({ excluded }) => excluded)
      ? "Choose at least one part, batch or model."
      : form.scope.length > 64
        ? "At most 64 entries."
        : undefined,
    headline: length(form.headline, 200, "Say in one sentence what is wrong."),
    hazard: length(form.hazard, 8_000, "Say what can happen, and to whom."),
    steps:
      steps.length === 0
        ? "Write at least one step."
        : steps.length > 20
          ? "At most 20 steps."
          : steps.some((step) => step.length > 2_000)
            ? "A step has at most 2000 characters."
            : undefined,
    remedyText: length(form.remedyText, 4_000, "Say what you offer, or why there is nothing yet."),
    contactName: length(form.contactName, 200, "Name who answers questions."),
    contactEmail: form.contactEmail.trim() && !isMail(form.contactEmail.trim()) ? "This is not a mail address." : undefined,
    contactUrl:
      form.contactUrl.trim() && !isWebAddress(form.contactUrl.trim())
        ? "This is not a web address, such as https://example.org/help."
        : undefined,
    otherText: form.otherKind === "" ? undefined : length(form.otherText, 4_000, "Say what this remedy is."),
    onlyRemedy: tooLong(form.onlyRemedy, 2_000),
    units: tooLong(form.units, 200),
    soldWhere: tooLong(form.soldWhere, 500),
    soldWhen: tooLong(form.soldWhen, 200),
    soldBy: tooLong(form.soldBy, 500),
    soldPrice: tooLong(form.soldPrice, 200),
    madeBy: tooLong(form.madeBy, 500),
    incidents: tooLong(form.incidents, 4_000),
    pictures: form.pictures.some(({ text }) => text.trim() === "")
      ? "Say in words what each picture shows."
      : form.pictures.some(({ text }) => text.trim().length > 500)
        ? "At most 500 characters for a picture."
        : undefined,
    contactPhone: form.contactPhone.trim().length > 50 ? "At most 50 characters." : undefined,
  };
  if (!form.contactEmail.trim() && !form.contactPhone.trim() && !form.contactUrl.trim())
    problems.contactEmail = "Give at least one way to reach you: mail, phone or web.";
  return Object.fromEntries(Object.entries(problems).filter(([, problem]) => problem !== undefined));
}
