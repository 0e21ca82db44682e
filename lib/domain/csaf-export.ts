import { ownerNotes } from "./csaf-owner-notes.ts";
import { type CsafPublisher, isoTime, type RecallFacts, type Registrations } from "./csaf-recall.ts";
import { advisoryUrl, trackingId, trackingOf } from "./csaf-tracking.ts";
import { type RecallProducts, recallProducts } from "./csaf-tree.ts";
import { baseScoreV3, severityWordV3 } from "./cvss.ts";
import { type Notice, plainText, type RemedyCategory, type RemedyKind } from "./notice-document.ts";

/**
 * A recall as an advisory in OASIS CSAF 2.0. The bytes follow from the state of the chain and the notice alone: no clock,
 * no figure that moves with claims and repairs, keys in alphabetical order.
 *
 * It is a security advisory where the notice names a vulnerability or asks to keep units off the network; any other
 * recall is informational. A withdrawn one keeps its number and says why, and names no product any more, as CSAF 2.1
 * demands of withdrawn documents.
 */
export function advisoryOf(recall: RecallFacts, notice: Notice, registrations: Registrations, publisher: CsafPublisher): Uint8Array {
  const isWithdrawn = recall.state === "withdrawn";
  const isSecurity = isSecurityMatter(notice) && recall.affected.length > 0 && !isWithdrawn;
  const products = recallProducts(recall, notice, publisher, isSecurity);
  const hasTree = !isWithdrawn && Object.keys(products.tree).length > 0;
  const advisory = {
    document: documentOf(recall, notice, registrations, publisher, isSecurity),
    ...(hasTree ? { product_tree: products.tree } : {}),
    ...(isSecurity ? { vulnerabilities: vulnerabilitiesOf(recall, notice, products, publisher) } : {}),
  };
  return new TextEncoder().encode(`${JSON.stringify(sorted(advisory), null, 2)}\n`);
}

const isSecurityMatter = ({ vulnerabilities, isolateFromNetwork }: Notice): boolean => vulnerabilities.length > 0 || isolateFromNetwork;

/** CSAF asks for keys in alphabetical order (6.2.13). */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== "object") return value;
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, item]) => [name, sorted(item)]));
}

const LANGUAGE = /^[a-z]{2}(-[A-Z]{2})?$/;

function documentOf(recall: RecallFacts, notice: Notice, registrations: Registrations, publisher: CsafPublisher, isSecurity: boolean) {
  const { category, name, namespace, contact } = publisher;
  return {
    aggregate_severity: { text: recall.severity },
    category: isSecurity ? "csaf_security_advisory" : "csaf_informational_advisory",
    csaf_version: "2.0",
    distribution: { tlp: { label: "WHITE", url: "https://www.first.org/tlp/" } },
    // The document's own words are English; a tag that not every reader knows is left out.
    lang: LANGUAGE.test(notice.language) ? notice.language : undefined,
    notes: [
      ...endNotes(recall),
      ...ownerNotes(notice, { withRemedies: !isSecurity }),
      registerNote(recall, publisher),
      ...furtherNotes(notice),
    ],
    publisher: { category, contact_details: contact, name, namespace },
    references: referencesOf(recall, notice, publisher),
    title: recall.state === "withdrawn" ? `Withdrawn: ${notice.headline}` : notice.headline,
    tracking: trackingOf(recall, registrations, publisher),
  };
}

function endNotes({ state, history }: RecallFacts) {
  if (state === "open") return [];
  const end = history.findLast(({ name }) => name === "RecallClosed" || name === "RecallWithdrawn");
  const reason = plainText(String(end?.args.reason ?? ""), 4_000) ?? "No reason is on record.";
  const title = state === "withdrawn" ? "Reasoning for Withdrawal" : "Closed";
  return [{ audience: "register", category: "description", text: reason, title }];
}

const registerNote = ({ id, version, measure, minEvidence, tx, issuer }: RecallFacts, { chainId }: CsafPublisher) => ({
  audience: "register",
  category: "details",
  text: `Recall ${id}, version ${version}, on chain ${chainId}, issued by ${plainText(issuer.name, 200) ?? "an issuer without a name"} in transaction ${tx}. Measure: ${measure}. A unit counts as remedied with this evidence or better: ${minEvidence}.`,
  title: "Register",
});

const furtherNotes = ({ notes }: Notice) => notes.map(({ title, text }) => ({ category: "other", text, title }));

function referencesOf(recall: RecallFacts, { source }: Notice, publisher: CsafPublisher) {
  const { publicUrl } = publisher;
  return [
    { category: "self", summary: "This document", url: advisoryUrl(recall, publisher) },
    { category: "self", summary: "The recall's page, with its present figures", url: `${publicUrl}/recalls/${recall.id}` },
    { category: "external", summary: "The notice, whose SHA-256 is on chain", url: `${publicUrl}/documents/${recall.notice}` },
    ...(source?.url ? [{ category: "external", summary: `Source: ${source.id}`, url: source.url }] : []),
  ];
}

const CATEGORIES: Record<RemedyKind, RemedyCategory> = {
  update: "vendor_fix",
  repair: "vendor_fix",
  replacement: "vendor_fix",
  refund: "vendor_fix",
  workaround: "workaround",
  none: "none_available",
};

function vulnerabilitiesOf(recall: RecallFacts, notice: Notice, products: RecallProducts, publisher: CsafPublisher) {
  const { statuses } = products;
  const status = {
    known_affected: statuses.affected,
    under_investigation: statuses["under-investigation"],
    fixed: statuses.fixed,
    known_not_affected: statuses["not-affected"],
  };
  const shared = {
    notes: [{ audience: "owners", category: "description", text: notice.hazard, title: "Hazard" }],
    product_status: Object.fromEntries(Object.entries(status).filter(([, ids]) => ids.length > 0)),
    remediations: remediationsOf(recall, notice, products, publisher),
    threats: [{ category: "impact", details: `How severe the issuer judges it: ${recall.severity}.`, product_ids: statuses.affected }],
  };
  const distinct = [...new Map(notice.vulnerabilities.map((vulnerability) => [vulnerability.id, vulnerability])).values()];
  if (distinct.length === 0) {
    const text = trackingId(recall.id, publisher.chainId);
    return [{ ids: [{ system_name: "Muster", text }], title: notice.headline, ...shared }];
  }
  return distinct.map(({ id, title, score }) => ({
    ...(/^CVE-[0-9]{4}-[0-9]{4,}$/.test(id)
      ? { cve: id }
      : { ids: [{ system_name: plainText(recall.issuer.name, 200) ?? "issuer", text: id }] }),
    title,
    ...shared,
    scores: scoresOf(score, statuses.affected),
  }));
}

/** Only a score that its vector bears out: nobody can check the others. */
function scoresOf(score: Notice["vulnerabilities"][number]["score"], products: string[]) {
  if (!score?.vector || baseScoreV3(score.vector) !== score.base) return undefined;
  const version = score.vector.slice("CVSS:".length, "CVSS:3.x".length);
  const cvss = { baseScore: score.base, baseSeverity: severityWordV3(score.base), vectorString: score.vector, version };
  return [{ cvss_v3: cvss, products }];
}

function remediationsOf({ fixes }: RecallFacts, { remedies }: Notice, { statuses, ofModel }: RecallProducts, { publicUrl }: CsafPublisher) {
  const product_ids = [...statuses.affected, ...statuses["under-investigation"]];
  const offered = remedies.map(({ kind, text, url, category }) => ({
    category: category ?? CATEGORIES[kind],
    details: text,
    // What one has to do with the maker to get it; an update needs nothing.
    entitlements: ["repair", "replacement", "refund"].includes(kind) ? [kind] : undefined,
    product_ids,
    url,
  }));
  const updates = fixes.flatMap(({ model, release, offeredAt }) => {
    const ids = ofModel.get(model.id) ?? [];
    if (release.revoked || ids.length === 0) return [];
    const details = `Install release ${plainText(release.version, 200) ?? release.sequence} (number ${release.sequence}) or a later one. SHA-256 of its image: ${release.digest.slice(2)}.`;
    return [{ category: "vendor_fix", date: isoTime(offeredAt), details, product_ids: ids, url: `${publicUrl}/models/${model.id}` }];
  });
  const nothing = { category: "none_available", details: "The notice names no remedy.", product_ids };
  return offered.length > 0 ? [...offered, ...updates] : [nothing, ...updates];
}
