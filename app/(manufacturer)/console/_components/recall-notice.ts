import type { NewRecall } from "../../../../lib/chain/calls.ts";
import { orgId, parseModelId } from "../../../../lib/domain/ids.ts";
import { NOTICE_FORMAT, type Notice, plainText } from "../../../../lib/domain/notice-document.ts";
import { fromWire } from "../../../../lib/feed/scope-item.ts";
import type { ModelRef } from "../../../../lib/feed/wire.ts";
import { emptyForm, type RecallForm, stepsOf } from "./recall-form.ts";

/** From the fields to the document, and back. */

const SHARE = "Please share this notice with everybody who may own one.";
/** Devices by name are many in a long recall; what is meant is its scope. */
const PRODUCTS_AT_MOST = 200;

const optional = (text: string): string | undefined => text.trim() || undefined;

/** A step has a line of its own in the form. */
const inOneLine = (step: string): string => step.replace(/\s*\n\s*/g, " ").trim();

/** A form that begins with a notice as it stands. */
export function formFromNotice(notice: Notice): RecallForm {
  const { language, whatToDo, remedies, products, vulnerabilities, notes, source, share, contact, sold = {} } = notice;
  const form = emptyForm(contact.name);
  const [first, second] = remedies;
  return {
    ...form,
    severity: notice.severity ?? form.severity,
    headline: notice.headline,
    hazard: notice.hazard,
    steps: whatToDo.map(inOneLine).join("\n"),
    stopUse: notice.stopUse,
    isolateFromNetwork: notice.isolateFromNetwork,
    remedyKind: first?.kind ?? "none",
    remedyText: first?.text ?? "",
    otherKind: second?.kind ?? "",
    otherText: second?.text ?? "",
    onlyRemedy: notice.onlyRemedy ?? "",
    contactEmail: contact.email ?? "",
    contactPhone: contact.phone ?? "",
    phoneIsFree: contact.phoneIsFree ?? false,
    contactUrl: contact.url ?? "",
    units: notice.units ?? "",
    soldWhere: sold.where ?? "",
    soldWhen: sold.when ?? "",
    soldBy: sold.by ?? "",
    soldPrice: sold.price ?? "",
    madeBy: notice.madeBy ?? "",
    incidents: notice.incidents ?? "",
    share: share !== undefined,
    pictures: notice.pictures ?? [],
    taken: { language, whatToDo, remedies, products, vulnerabilities, notes, source, share, details: contact.details },
  };
}

/** The same of an advisory: whom to ask is the issuer's to say, not the advisory's publisher's. */
export function formFromAdvisory(notice: Notice, contactName: string): RecallForm {
  const { contactEmail, contactPhone, phoneIsFree, contactUrl, share } = emptyForm(contactName);
  const form = formFromNotice(notice);
  const taken = form.taken && { ...form.taken, details: undefined };
  return { ...form, contactName, contactEmail, contactPhone, phoneIsFree, contactUrl, share, taken };
}

/** The remedies in the fields come first; further ones stay, and each keeps its link while its text is unchanged. */
function remediesOf({ remedyKind, remedyText, otherKind, otherText, taken }: RecallForm): Notice["remedies"] {
  const known = taken?.remedies ?? [];
  const named = [{ kind: remedyKind, text: remedyText.trim() }];
  if (otherKind !== "") named.push({ kind: otherKind, text: otherText.trim() });
  return [
    ...named.map((remedy) => known.find(({ kind, text }) => kind === remedy.kind && text.trim() === remedy.text) ?? remedy),
    ...known.slice(2),
  ];
}

/** Products that were named before, then the models that are not among them. */
function productsOf({ taken }: RecallForm, models: readonly ModelRef[]): Notice["products"] {
  const named = taken?.products ?? [];
  const fresh = models.filter(({ gtin }) => !named.some(({ modelNumbers }) => modelNumbers.includes(gtin)));
  const described = fresh.map(({ name, maker, gtin }) => ({
    vendor: plainText(maker.name, 200),
    name: plainText(name, 500) ?? gtin,
    modelNumbers: [gtin],
  }));
  return [...named, ...described.slice(0, Math.max(0, PRODUCTS_AT_MOST - named.length))];
}

/** Where and when it was sold, as far as it was said. */
function soldOf({ soldWhere, soldWhen, soldBy, soldPrice }: RecallForm): Notice["sold"] {
  const sold = { where: optional(soldWhere), when: optional(soldWhen), by: optional(soldBy), price: optional(soldPrice) };
  return Object.values(sold).some((text) => text !== undefined) ? sold : undefined;
}

/** The notice as people will read it. @param models Of the devices that the scope reaches. */
export const noticeOf = (form: RecallForm, models: readonly ModelRef[] = []): Notice => ({
  format: NOTICE_FORMAT,
  language: form.taken?.language ?? "en",
  headline: form.headline.trim(),
  hazard: form.hazard.trim(),
  whatToDo: stepsOf(form).map((step) => form.taken?.whatToDo.find((known) => inOneLine(known) === step) ?? step),
  stopUse: form.stopUse,
  isolateFromNetwork: form.isolateFromNetwork,
  remedies: remediesOf(form),
  contact: {
    name: form.contactName.trim(),
    email: optional(form.contactEmail),
    phone: optional(form.contactPhone),
    phoneIsFree: form.phoneIsFree && form.contactPhone.trim() !== "" ? true : undefined,
    url: optional(form.contactUrl),
    details: form.taken?.details,
  },
  products: productsOf(form, models),
  vulnerabilities: form.taken?.vulnerabilities ?? [],
  severity: form.severity,
  notes: form.taken?.notes ?? [],
  pictures: form.pictures.length > 0 ? form.pictures.map((picture) => ({ ...picture, text: picture.text.trim() })) : undefined,
  units: optional(form.units),
  sold: soldOf(form),
  madeBy: optional(form.madeBy),
  incidents: optional(form.incidents),
  onlyRemedy: optional(form.onlyRemedy),
  share: form.share ? (form.taken?.share ?? SHARE) : undefined,
  source: form.taken?.source ?? null,
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
