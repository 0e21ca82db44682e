import type { CertificateState } from "./certificate.ts";
import type { CredentialClass, KeyClass } from "./kinds.ts";
import { rate } from "./statistics.ts";

/** What the register says to somebody who is about to buy a unit, a lot or a product. It names no owner. */
export type PurchaseAnswer = {
  /** Null where its maker has declared nothing. */
  password: CredentialClass | null;
  keys: KeyClass | null;
  /** Unix time; null where no date is promised. */
  supportEnd: number | null;
  isSupported: boolean;
  /** Names of laboratories whose certificate is in force. */
  certifiedBy: string[];
  /** Units that nobody has claimed yet, of those made; null where nothing was made. */
  neverClaimed: { units: number; of: number; share: number } | null;
};

type Facts = {
  supportEnd: number;
  declaration: { credentials: CredentialClass; keys: KeyClass } | null;
  certificates: readonly { laboratory: { name: string }; state: CertificateState }[];
};

/**
 * @param batches Those in question: the unit's own, the lot's, or all of the model.
 * @param now Unix time of the newest block.
 */
export function purchaseAnswer(
  { supportEnd, declaration, certificates }: Facts,
  batches: readonly { size: number; claimed: number }[],
  now: number,
): PurchaseAnswer {
  const of = batches.reduce((sum, { size }) => sum + size, 0);
  const units = of - batches.reduce((sum, { claimed }) => sum + claimed, 0);
  return {
    password: declaration?.credentials ?? null,
    keys: declaration?.keys ?? null,
    supportEnd: supportEnd > 0 ? supportEnd : null,
    isSupported: supportEnd > now,
    certifiedBy: certificates.filter(({ state }) => state === "in-force").map(({ laboratory }) => laboratory.name),
    neverClaimed: of > 0 ? { units, of, share: rate(units, of).share ?? 0 } : null,
  };
}
