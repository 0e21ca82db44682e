import { z } from "zod";
import type { NewRecall } from "../../../../lib/chain/calls.ts";
import { orgId, parseModelId } from "../../../../lib/domain/ids.ts";
import type { Evidence, Measure, Severity } from "../../../../lib/domain/kinds.ts";
import { NOTICE_FORMAT, type Notice, plainText, type RemedyKind } from "../../../../lib/domain/notice-document.ts";
import { fromWire } from "../../../../lib/feed/scope-item.ts";
import type { ModelRef, ScopeItemView } from "../../../../lib/feed/wire.ts";

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
  /** Sequence of the fixing release by model id. */
  fixes: Record<string, number>;
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
  fixes: {},
});

export type FormProblems = Partial<Record<keyof RecallForm, string>>;

export const stepsOf = ({ steps }: Pick<RecallForm, "steps">): string[] =>
  steps
    .split("\n")
    .map((step) => step.trim())
    .filter(Boolean);

const isWebAddress = (text: string): boolean => z.url({ protocol: /^https?$/ }).safeParse(text).success;
const isMail = (text: string): boolean => z.email().safeParse(text).success;
const SHARE = "Please share this notice with everybody who may own one.";
/** Devices by name are many in a long recall; what is meant is its scope. */
const PRODUCTS_AT_MOST = 200;

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
    contactPhone: form.contactPhone.trim().length > 50 ? "At most 50 characters." : undefined,
  };
  if (!form.contactEmail.trim() && !form.contactPhone.trim() && !form.contactUrl.trim())
    problems.contactEmail = "Give at least one way to reach you: mail, phone or web.";
  return Object.fromEntries(Object.entries(problems).filter(([, problem]) => problem !== undefined));
}

const optional = (text: string): string | undefined => text.trim() || undefined;

/** Where and when it was sold, as far as it was said. */
function soldOf({ soldWhere, soldWhen, soldBy, soldPrice }: RecallForm): Notice["sold"] {
  const sold = { where: optional(soldWhere), when: optional(soldWhen), by: optional(soldBy), price: optional(soldPrice) };
  return Object.values(sold).some((text) => text !== undefined) ? sold : undefined;
}

/** The notice as people will read it. @param models Of the devices that the scope reaches. */
export const noticeOf = (form: RecallForm, models: readonly ModelRef[] = []): Notice => ({
  format: NOTICE_FORMAT,
  language: "en",
  headline: form.headline.trim(),
  hazard: form.hazard.trim(),
  whatToDo: stepsOf(form),
  stopUse: form.stopUse,
  isolateFromNetwork: form.isolateFromNetwork,
  remedies: [
    { kind: form.remedyKind, text: form.remedyText.trim() },
    ...(form.otherKind === "" ? [] : [{ kind: form.otherKind, text: form.otherText.trim() }]),
  ],
  contact: {
    name: form.contactName.trim(),
    email: optional(form.contactEmail),
    phone: optional(form.contactPhone),
    phoneIsFree: form.phoneIsFree && form.contactPhone.trim() !== "" ? true : undefined,
    url: optional(form.contactUrl),
  },
  products: models
    .slice(0, PRODUCTS_AT_MOST)
    .map(({ name, maker, gtin }) => ({ vendor: plainText(maker.name, 200), name: plainText(name, 500) ?? gtin, modelNumbers: [gtin] })),
  vulnerabilities: [],
  severity: form.severity,
  notes: [],
  units: optional(form.units),
  sold: soldOf(form),
  madeBy: optional(form.madeBy),
  incidents: optional(form.incidents),
  onlyRemedy: optional(form.onlyRemedy),
  share: form.share ? SHARE : undefined,
  source: null,
});

/** @param notice Digest under which the notice is stored. */
export const recallOf = (form: RecallForm, issuer: number, notice: NewRecall["notice"]): NewRecall => ({
  issuer: orgId(issuer),
  measure: form.measure,
  severity: form.severity,
  minEvidence: form.minEvidence,
  notice,
  scope: form.scope.map(fromWire),
  fixes: Object.entries(form.fixes).map(([model, sequence]) => ({ modelId: parseModelId(model), sequence })),
});
