import type { CertificateState } from "./certificate.ts";
import type { Declaration } from "./declaration.ts";
import { EN_303_645 } from "./en303645.ts";
import type { CredentialClass } from "./kinds.ts";

/**
 * One declaration as three laws and schemes ask for it. A view repeats what was declared and what the register knows, in
 * the order of its source, and says what is missing. None of them is the legal document: that one its maker issues.
 */
export type LegalView = {
  id: "uk" | "eu" | "us";
  title: string;
  /** Where its fields are from. */
  source: string;
  /** Why this page is not the legal document. */
  caution: string;
  fields: ViewField[];
};

export type ViewField = {
  /** Paragraph of the source. */
  reference: string;
  label: string;
  /** Who says it; null where nobody does. */
  from: "declaration" | "register" | null;
  /** Lines of text; empty where it is missing. */
  values: string[];
};

/** What the register itself knows of the model. Days as `2031-12-31`. */
export type RegisterFacts = {
  name: string;
  gtin: string;
  maker: { name: string; domain: string };
  /** Null where no date is promised. */
  supportEnd: string | null;
  declaredOn: string;
  certificates: { laboratory: string; state: CertificateState; certifiedOn: string }[];
};

type Value = string | undefined | false;
const lines = (...values: Value[]): string[] => values.filter((value) => typeof value === "string" && value !== "") as string[];

const declared = (reference: string, label: string, ...values: Value[]): ViewField => {
  const given = lines(...values);
  return { reference, label, from: given.length > 0 ? "declaration" : null, values: given };
};
const registered = (reference: string, label: string, ...values: Value[]): ViewField => {
  const given = lines(...values);
  return { reference, label, from: given.length > 0 ? "register" : null, values: given };
};

const party = ({ name, address }: { name: string; address: string }): string => `${name}, ${address}`;
const days = (count: number): string => `${count} ${count === 1 ? "day" : "days"}`;

/** Product Security and Telecommunications Infrastructure Act 2022; SI 2023/1007, Schedule 4. */
function ukView(declaration: Declaration): LegalView {
  const { model, maker, representatives, support, signed, unitedKingdom } = declaration;
  const basis = unitedKingdom && { "schedule-1": "Schedule 1", "schedule-2": "Schedule 2" }[unitedKingdom.basis];
  return {
    id: "uk",
    title: "United Kingdom: statement of compliance",
    source: "PSTI Regulations 2023 (SI 2023/1007), Schedule 4",
    caution: "The statement that the law asks for is issued and signed by the maker and accompanies the product. This is not it.",
    fields: [
      declared("1", "Product: type and batch", `${model.name}, ${model.type}`, unitedKingdom && `Batches: ${unitedKingdom.batches}`),
      declared(
        "2",
        "Manufacturer, and authorised representatives",
        party(maker),
        ...representatives.map((one) => `${one.market}: ${party(one)}`),
      ),
      declared("3", "Prepared by or on behalf of the manufacturer", unitedKingdom && `Stated by ${signed.name} for ${maker.name}`),
      declared(
        "4",
        "Compliance in the manufacturer's opinion",
        basis &&
          (unitedKingdom?.basis === "schedule-1"
            ? `The security requirements of ${basis} are complied with.`
            : `The conditions of deemed compliance of ${basis} are met.`),
        // A standard that is relied on is named with its version and date (paragraph 1(2)).
        unitedKingdom?.basis === "schedule-2" && `Standard of this declaration: ${EN_303_645} (June 2020)`,
      ),
      declared("5", "Defined support period, as at the first supply", `Until ${support.until}`),
      declared("6", "Signatory: name and function", `${signed.name}, ${signed.role}`),
      declared("7", "Place and date of issue", `${signed.place}, ${signed.date}`),
    ],
  };
}

/** Regulation (EU) 2024/2847, Annex II. */
function euView(declaration: Declaration, register: RegisterFacts): LegalView {
  const { model, maker, support, vulnerabilities, updates, disposal, bills } = declaration;
  return {
    id: "eu",
    title: "European Union: information and instructions to the user",
    source: "Cyber Resilience Act, Regulation (EU) 2024/2847, Annex II",
    caution:
      "It applies from 11 December 2027. The instructions that accompany the product, and the declaration of conformity, are the maker's own.",
    fields: [
      declared("1", "Manufacturer and contact", party(maker), maker.email, maker.website),
      declared(
        "2",
        "Where vulnerabilities are reported, and the policy on disclosure",
        vulnerabilities.email,
        vulnerabilities.url,
        vulnerabilities.policy,
      ),
      registered("3", "Name and unique identification", `${register.name}, GTIN ${register.gtin}`),
      declared("3", "Type", model.type),
      declared("4", "Intended purpose, security environment, essential functions and security properties", model.intendedUse),
      declared("5", "Known or foreseeable circumstances that bring risks", model.risks),
      declared("6", "Where the declaration of conformity is", declaration.conformity),
      declared("7", "Technical security support, and the end of the support period", support.help, `Until ${support.until}`),
      declared("8 (a)", "Secure use from commissioning on", declaration.setup, declaration.instructions),
      declared("8 (b)", "How changes can affect the security of data", declaration.changes),
      declared("8 (c)", "How security updates are installed", updates.text),
      declared("8 (d)", "Secure decommissioning and removal of data", disposal),
      declared(
        "8 (e)",
        "How automatic installation of updates is switched off",
        updates.switchOff,
        updates.delivery !== "automatic" && "Updates are not installed automatically.",
      ),
      declared("8 (f)", "What integrators need", declaration.integration),
      declared("9", "Where the software bill of materials is", bills.softwareUrl),
    ],
  };
}

/** What each class means for the password that a unit comes with. */
const PASSWORDS: Record<CredentialClass, string> = {
  absent: "It has no password.",
  "set-by-user": "It has no default password: the user sets one.",
  "unique-per-device": "Each unit comes with a password of its own.",
  shared: "All units come with the same password.",
};

/** FCC 24-26, 47 CFR 8.222: what the registry behind the label shows. */
function usView(declaration: Declaration, register: RegisterFacts): LegalView {
  const { credentials, passwordChange, updates, bills, setup, instructions } = declaration;
  const inForce = register.certificates.filter(({ state }) => state === "in-force");
  const yes = (kept: boolean): string => (kept ? "kept" : "not kept");
  return {
    id: "us",
    title: "United States: Cyber Trust Mark registry",
    source: "FCC 24-26, 47 CFR 8.222 (b)",
    caution:
      "The mark is granted by label administrators of the FCC only. Nothing here says that the product bears it; certificates of this register are of its own laboratories.",
    fields: [
      registered("1", "Product name", register.name),
      registered("2", "Manufacturer", `${register.maker.name} (${register.maker.domain})`),
      declared("3", "Date and status of the authorisation to bear the label"),
      declared("4", "Label administrator that granted it"),
      registered(
        "5",
        "Laboratory that tested it",
        ...inForce.map(({ laboratory, certifiedOn }) => `${laboratory}, ${certifiedOn} (of this register)`),
      ),
      declared("6", "How to change the default password", PASSWORDS[credentials], passwordChange),
      declared("7", "How to configure it securely", setup, instructions),
      declared(
        "8",
        "Whether updates are automatic, and how to get them otherwise",
        { automatic: "Automatic.", "by-owner": "Not automatic.", none: "There are no updates." }[updates.delivery],
        updates.text,
      ),
      registered(
        "9",
        "Until when vulnerabilities are looked for and corrected",
        register.supportEnd ? `Until ${register.supportEnd}` : "Unsupported: no date is promised.",
      ),
      declared("10", "Bills of materials", `Hardware: ${yes(bills.hardware)}. Software: ${yes(bills.software)}.`),
    ],
  };
}

export const legalViews = (declaration: Declaration, register: RegisterFacts): LegalView[] => [
  ukView(declaration),
  euView(declaration, register),
  usView(declaration, register),
];

/** Fields that neither the declaration nor the register answers. */
export const missingFields = ({ fields }: LegalView): ViewField[] => fields.filter(({ from }) => from === null);

/** How reports of vulnerabilities are answered, in words. */
export const answeringTimes = ({ vulnerabilities }: Pick<Declaration, "vulnerabilities">): string =>
  `acknowledged within ${days(vulnerabilities.acknowledgedWithinDays)}, a word on how it stands every ${days(vulnerabilities.statusEveryDays)}`;
