/** How a certificate of a laboratory stands. Only the first certifies anything. */
export const CERTIFICATE_STATES = ["in-force", "lapsed", "earlier-version", "laboratory-suspended", "revoked"] as const;
export type CertificateState = (typeof CERTIFICATE_STATES)[number];

export type CertificateFacts = {
  /** Of the declaration that was tested. */
  version: number;
  /** Unix time; at this second it has lapsed. */
  validUntil: number;
  isRevoked: boolean;
  /** Whether its laboratory is suspended now. */
  isSuspended: boolean;
};

/**
 * The rule of `ICatalog.certificate`, and the reason where it does not hold: what somebody decided comes before what time
 * brought about.
 * @param present Version of the declaration in force, 0 when there is none.
 * @param now Unix time of the newest block.
 */
export function certificateState(
  { version, validUntil, isRevoked, isSuspended }: CertificateFacts,
  present: number,
  now: number,
): CertificateState {
  if (isRevoked) return "revoked";
  if (isSuspended) return "laboratory-suspended";
  if (version !== present) return "earlier-version";
  return validUntil > now ? "in-force" : "lapsed";
}

/** Unix time at which a certificate lapses whose last day is this one, such as 2028-06-30: the day itself still counts. */
export const certificateEnd = (lastDay: string): number => Date.parse(`${lastDay}T00:00:00Z`) / 1000 + 86_400;

/** The last second of a certificate: its day is the one that people are told. */
export const lastMoment = ({ validUntil }: Pick<CertificateFacts, "validUntil">): number => validUntil - 1;
